"""Everything that changes employers, people and employments. One call is one transaction."""

from ontzorg.parties.services.dienstverbanden import (
    DienstverbandData,
    change_dienstverband,
    end_dienstverband,
    register_dienstverband,
)
from ontzorg.parties.services.identificatie import reveal_bsn, set_bsn
from ontzorg.parties.services.invitations import (
    accept_invitation,
    admit_werknemer,
    invite_werknemer,
)
from ontzorg.parties.services.mandates import follow_mandates, werkgevers_to_follow
from ontzorg.parties.services.terms import follow_terms
from ontzorg.parties.services.werkgevers import (
    change_werkgever,
    register_afdeling,
    register_werkgever,
)
from ontzorg.parties.services.werknemers import (
    WerknemerData,
    change_werknemer,
    register_werknemer,
)

__all__ = [
    "DienstverbandData",
    "WerknemerData",
    "accept_invitation",
    "admit_werknemer",
    "change_dienstverband",
    "change_werkgever",
    "change_werknemer",
    "end_dienstverband",
    "follow_mandates",
    "follow_terms",
    "invite_werknemer",
    "register_afdeling",
    "register_dienstverband",
    "register_werkgever",
    "register_werknemer",
    "reveal_bsn",
    "set_bsn",
    "werkgevers_to_follow",
]
