"""Is an activity inside the module, and on which conditions.

Source: the activity lists of the catalogue. A cell is `V` (inside), `*` (outside, invoiced by the
arbodienst) or absent; it can carry conditions, a limit and someone who agrees first (INT-006,
INT-007, INT-008). Reading: a provider who offers the module without a known list gives no answer
about coverage, and an activity that a list leaves out is not covered (INT-081).
"""

from __future__ import annotations

from dataclasses import dataclass

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.voorwaarden.catalogus import Catalogus, Cel, Lijst, Verrichting

IN_MODULE = "V"
OP_REKENING = "*"
BEIDE = "V+*"
NIET_GENOEMD = "-"
GEEN_LIJST = "geen lijst"


class UnknownListError(LookupError):
    """This provider does not offer this module, or the module has no activity list at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dekking:
    """The answer for one activity: its mark, and the cells that say so; no list, no answer."""

    verrichting: str
    naam: str
    lijst: str | None
    teken: str
    cellen: tuple[Cel, ...]
    twijfel: str | None


def find_lijst(catalogus: Catalogus, module: str, uitvoerder: str) -> Lijst | None:
    """Return the list of this module and provider; raises UnknownListError when not offered."""
    lists = [lijst for lijst in catalogus.lijsten if module in lijst.modules]
    if not lists or uitvoerder not in catalogus.modules[module].uitvoerders:
        raise UnknownListError(f"geen verrichtingenlijst voor {module} bij {uitvoerder}")
    return next((lijst for lijst in lists if uitvoerder in lijst.uitvoerders), None)


def determine_dekking(
    catalogus: Catalogus, module: str, uitvoerder: str, verrichting: str
) -> Outcome[Dekking]:
    """Answer whether this activity is inside the module with this provider."""
    lijst = find_lijst(catalogus, module, uitvoerder)
    named = catalogus.verrichtingen[verrichting]
    if lijst is None:
        return _without_list(catalogus, uitvoerder, named)
    cellen = tuple(cel for cel in lijst.cellen if verrichting in cel.verrichtingen)
    dekking = Dekking(
        verrichting=verrichting,
        naam=named.naam,
        lijst=lijst.code,
        teken=_mark_of(cellen),
        cellen=cellen,
        twijfel=_doubt(catalogus, lijst, verrichting),
    )
    return Outcome(value=dekking, steps=_steps(catalogus, lijst, named, dekking))


def describe_conditions(catalogus: Catalogus, cel: Cel) -> str:
    """Return the conditions, limit and agreement of a cell as Dutch sentences."""
    terms = catalogus.termen
    parts = [terms["voorwaarden"][code] for code in cel.voorwaarden]
    if cel.grens is not None:
        parts.append(f"Grens: {cel.grens.aantal} {cel.grens.eenheid}.")
    if cel.instemming is not None:
        vorm = terms["vormen"][cel.instemming.vorm]
        parts.append(f"{vorm.capitalize()} {terms['rollen'][cel.instemming.rol]}.")
    return " ".join(parts)


def _without_list(catalogus: Catalogus, uitvoerder: str, named: Verrichting) -> Outcome[Dekking]:
    dekking = Dekking(
        verrichting=named.code,
        naam=named.naam,
        lijst=None,
        teken=GEEN_LIJST,
        cellen=(),
        twijfel=None,
    )
    step = Step(
        rule="dekking.teken",
        source=catalogus.bron,
        inputs={"uitvoerder": uitvoerder, "verrichting": named.code},
        result=GEEN_LIJST,
        text=f"{named.naam}. {catalogus.termen['tekens'][GEEN_LIJST]}",
    )
    return Outcome(value=dekking, steps=(step,))


def _mark_of(cellen: tuple[Cel, ...]) -> str:
    marks = {cel.teken for cel in cellen}
    if not marks:
        return NIET_GENOEMD
    return BEIDE if len(marks) > 1 else marks.pop()


def _doubt(catalogus: Catalogus, lijst: Lijst, verrichting: str) -> str | None:
    for row in catalogus.termen["twijfel"]:
        if row["lijst"] == lijst.code and row["verrichting"] == verrichting:
            return str(row["tekst"])
    return None


def _steps(
    catalogus: Catalogus, lijst: Lijst, named: Verrichting, dekking: Dekking
) -> tuple[Step, ...]:
    head = Step(
        rule="dekking.teken",
        source=lijst.bron,
        inputs={"lijst": lijst.code, "verrichting": named.code},
        result=dekking.teken,
        text=f"{named.naam}. {catalogus.termen['tekens'][dekking.teken]}",
    )
    return (head, *(_cell_step(catalogus, lijst, cel) for cel in dekking.cellen))


def _cell_step(catalogus: Catalogus, lijst: Lijst, cel: Cel) -> Step:
    doer = catalogus.termen["rollen"][cel.rol]
    named = f" ({cel.naam_rol})" if cel.naam_rol else ""
    conditions = describe_conditions(catalogus, cel)
    return Step(
        rule="dekking.cel",
        source=f"{lijst.bron}, rij {cel.rij}",
        inputs={"rij": str(cel.rij), "rubriek": cel.rubriek},
        result=cel.teken,
        text=f"{cel.omschrijving}. Door {doer}{named}. {conditions}".strip(),
    )
