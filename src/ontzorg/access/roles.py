"""The kinds of party, the roles people take, and what each role is called."""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """A kind of party. Each has one database role, `party_<value>`."""

    WERKGEVER = "werkgever"
    WERKNEMER = "werknemer"
    ARBODIENST = "arbodienst"
    REINTEGRATIE = "reintegratie"
    VERZEKERAAR = "verzekeraar"
    PROVIDER = "provider"
    ZIEKTEWET = "ziektewet"
    ADVISEUR = "adviseur"
    BEHEER = "beheer"
    AUDIT = "audit"
    SYSTEM = "system"

    @property
    def database_role(self) -> str:
        """The PostgreSQL role whose policies hold for this party."""
        return f"party_{self.value}"


class Role(StrEnum):
    """What a person is in the chain, at one organisation."""

    WERKGEVER_BEHEERDER = "werkgever_beheerder"
    LEIDINGGEVENDE = "leidinggevende"
    MEDEWERKER = "medewerker"
    ONTZORGMANAGER = "ontzorgmanager"
    VERZUIMBEGELEIDER = "verzuimbegeleider"
    BEDRIJFSARTS = "bedrijfsarts"
    PLANNER = "planner"
    VERZEKERAAR_POLIS = "verzekeraar_polis"
    VERZEKERAAR_CLAIMS = "verzekeraar_claims"
    VERZEKERAAR_FINANCIEN = "verzekeraar_financien"
    ADVISEUR = "adviseur"
    AUDITOR = "auditor"
    BEHEERDER = "beheerder"
    SYSTEM = "system"

    @property
    def party(self) -> Party:
        """The kind of party this role belongs to."""
        return PARTY_OF_ROLE[self]

    @property
    def label(self) -> str:
        """The Dutch name of the role; an organisation may use its own word for it."""
        return ROLE_LABELS[self]


PARTY_OF_ROLE: dict[Role, Party] = {
    Role.WERKGEVER_BEHEERDER: Party.WERKGEVER,
    Role.LEIDINGGEVENDE: Party.WERKGEVER,
    Role.MEDEWERKER: Party.WERKNEMER,
    Role.ONTZORGMANAGER: Party.REINTEGRATIE,
    Role.VERZUIMBEGELEIDER: Party.ARBODIENST,
    Role.BEDRIJFSARTS: Party.ARBODIENST,
    Role.PLANNER: Party.ARBODIENST,
    Role.VERZEKERAAR_POLIS: Party.VERZEKERAAR,
    Role.VERZEKERAAR_CLAIMS: Party.VERZEKERAAR,
    Role.VERZEKERAAR_FINANCIEN: Party.VERZEKERAAR,
    Role.ADVISEUR: Party.ADVISEUR,
    Role.AUDITOR: Party.AUDIT,
    Role.BEHEERDER: Party.BEHEER,
    Role.SYSTEM: Party.SYSTEM,
}

ROLE_LABELS: dict[Role, str] = {
    Role.WERKGEVER_BEHEERDER: "Beheerder werkgever",
    Role.LEIDINGGEVENDE: "Leidinggevende",
    Role.MEDEWERKER: "Medewerker",
    Role.ONTZORGMANAGER: "Ontzorgmanager",
    Role.VERZUIMBEGELEIDER: "Medisch verzuimbegeleider",
    Role.BEDRIJFSARTS: "Bedrijfsarts",
    Role.PLANNER: "Planner",
    Role.VERZEKERAAR_POLIS: "Polisbeheer",
    Role.VERZEKERAAR_CLAIMS: "Claimbehandelaar",
    Role.VERZEKERAAR_FINANCIEN: "Financiën",
    Role.ADVISEUR: "Verzekeringsadviseur",
    Role.AUDITOR: "Auditor",
    Role.BEHEERDER: "Systeembeheerder",
    Role.SYSTEM: "Systeem",
}
