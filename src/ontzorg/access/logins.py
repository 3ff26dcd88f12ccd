"""The names under which the product reaches its own database logins."""

from __future__ import annotations

# Accounts, sessions and second factors. The login of the pages reads none of their secrets.
SIGN_IN = "signin"
