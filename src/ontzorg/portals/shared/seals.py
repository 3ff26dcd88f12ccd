"""What is sealed for signing in: the secret of an app with codes, and of the recovery codes."""

from __future__ import annotations

from ontzorg.access.crypto_places import SealedJson, SealedTable

SECOND_FACTOR = SealedJson(
    name="data", bound_to="mfa_authenticator", keys=("secret", "seed", "migrated_codes")
)
SEALS = (SealedTable(name="mfa_authenticator", fields=(SECOND_FACTOR,)),)
