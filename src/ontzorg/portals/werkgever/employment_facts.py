"""What a page tells of one employment: to all who serve it, and to who keeps the staff alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.parties import selectors as parties
from ontzorg.portals.shared.presentation.amounts import euros
from ontzorg.portals.shared.presentation.shell import Fact
from ontzorg.rules.dates import dutch_date


def employment_facts(actor: Actor, one: parties.Dienstverband, today: date) -> tuple[Fact, ...]:
    """Return what is known of an employment; wage and agreements only for who keeps the staff."""
    rows = [*_work(one), *_changes(one, today)]
    if actor.may(Privilege.MANAGE_STAFF):
        rows += [*_agreements(one), *_wages(actor, one)]
    return tuple(Fact(label=label, value=value) for label, value in rows if value)


def _work(one: parties.Dienstverband) -> Iterator[tuple[str, str]]:
    yield "Afdeling", one.afdeling.name if one.afdeling else ""
    yield "Uren per week", _number(one.uren_per_week)
    yield "Normuren per week", _number(one.norm_uren)
    yield "In dienst sinds", dutch_date(one.begint_op)
    yield "Laatste dag", dutch_date(one.eindigt_op) if one.eindigt_op else ""
    yield "Soort contract", one.get_contractduur_display()
    yield "Soort dienstverband", one.get_arbeidsverhouding_display()
    yield "Personeelsnummer", one.personeelsnummer
    name = f"{one.leidinggevende_voorletters} {one.leidinggevende}".strip()
    yield "Leidinggevende", " · ".join(part for part in (name, one.leidinggevende_email) if part)
    yield "Huishoudelijk werk", "minder dan vier dagen per week" if one.huishoudelijk else ""


def _changes(one: parties.Dienstverband, today: date) -> Iterator[tuple[str, str]]:
    """Yield what was before and what is still to come, each with its day."""
    known = list(one.terms.select_related("afdeling"))
    now = parties.terms_on(known, today) if known else None
    for terms in known:
        if terms is not now:
            label = "Wordt" if terms.vanaf > today else "Was"
            yield label, f"{_words(terms)} (vanaf {dutch_date(terms.vanaf)})"


def _words(terms: parties.WorkTerms) -> str:
    hours = f"{_number(terms.uren_per_week)} uur" if terms.uren_per_week else ""
    afdeling = terms.afdeling.name if terms.afdeling else ""
    return ", ".join(part for part in (terms.functie, afdeling, hours) if part) or "onbekend"


def _agreements(one: parties.Dienstverband) -> Iterator[tuple[str, str]]:
    yield "Wachtdagen", "" if one.wachtdagen is None else str(one.wachtdagen)
    shares = (
        (one.loondoorbetaling_jaar_1, "eerste"),
        (one.loondoorbetaling_jaar_2, "tweede"),
    )
    known = [f"{_number(share)}% in het {year} jaar" for share, year in shares if share]
    yield "Loon bij ziekte", ", ".join(known)


def _wages(actor: Actor, one: parties.Dienstverband) -> Iterator[tuple[str, str]]:
    for wage in parties.lonen_visible_to(actor).filter(dienstverband=one):
        amount = f"{euros(wage.bedrag)} {wage.get_per_display()}"
        yield "Brutoloon", f"{amount} (vanaf {dutch_date(wage.vanaf)})"


def _number(value: Decimal | None) -> str:
    return f"{value.normalize():f}".replace(".", ",") if value else ""
