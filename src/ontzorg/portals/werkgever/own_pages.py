"""How far an employee is with his own pages, in words for the employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.parties.selectors import Admission, Admitted
from ontzorg.portals.shared.presentation.shell import Badge, Tone
from ontzorg.rules.dates import dutch_date

INVITE, AGAIN = "Uitnodigen", "Opnieuw uitnodigen"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPages:
    """The state, what it means, and the label of the button; empty: there is nothing to send."""

    badge: Badge
    text: str
    invite_label: str = ""


def own_pages(admitted: Admitted) -> OwnPages:
    """Return how far an employee is, in words."""
    match admitted.state:
        case Admission.OPEN:
            since = f" sinds {_day(admitted)}" if admitted.on else ""
            return OwnPages(
                badge=Badge(f"heeft een account{since}", Tone.DONE),
                text="De medewerker kan zelf ziekte en herstel melden, en ziet de eigen stappen.",
            )
        case Admission.INVITED:
            return OwnPages(
                badge=Badge(f"uitgenodigd op {_day(admitted)}", Tone.INFO),
                text="Wacht op de medewerker. De link in de mail werkt drie dagen.",
                invite_label=AGAIN,
            )
        case Admission.STOPPED:
            return OwnPages(
                badge=Badge("uitnodiging niet verstuurd", Tone.SOON),
                text="Met dit e-mailadres kunnen wij geen account maken. Vraag de medewerker om "
                "een ander adres.",
                invite_label=AGAIN,
            )
    return OwnPages(
        badge=Badge("nog niet uitgenodigd", Tone.REST),
        text="Met een account meldt de medewerker zelf ziekte en herstel, en ziet eigen stappen.",
        invite_label=INVITE,
    )


def _day(admitted: Admitted) -> str:
    return dutch_date(admitted.on or date.min)
