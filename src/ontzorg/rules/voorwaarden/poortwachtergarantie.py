"""The poortwachtergarantie of one employee: whether it holds, and if not by which rule.

Source: conditions Ontzorgmanager - Re-integratie art. 2.5, 3.5, 4.2 and 5.3, brochure
(M116-M128). Reading: nothing lapses by itself. A fact counts from the day that a person has
confirmed it and the employer was told; before that it only threatens. "Advice not followed" asks
for a recorded advice (M128). Rules without an employee in their words reach the whole employer
(INT-010). A suspension takes the guarantee of those who are sick, or become sick, while it lasts;
only a decision of the insurer gives it back to them (INT-088). The first dash of art. 4.2 counts
as a loss too, since M127 names the whole list (INT-089).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from ontzorg.rules.dates import DAY, dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import load_parameter, read_table
from ontzorg.rules.voorwaarden.regels import load_regels, step_of

VERLENGING = load_parameter("voorwaarden/garantie_verlenging_weken")


class Stand(StrEnum):
    """How the guarantee stands."""

    GELDT = "geldt"
    DREIGT = "dreigt_te_vervallen"
    VERVALLEN = "vervallen"
    GEEN = "geen_garantie"


class Bereik(StrEnum):
    """Whom a rule reaches."""

    WERKNEMER = "werknemer"
    WERKGEVER = "werkgever"


@dataclass(frozen=True, slots=True, kw_only=True)
class Garantiefeit:
    """Something that can cost the guarantee, and how far it has been handled.

    `bevestigd_op` is when a person confirmed it, `bericht_op` when the employer was told,
    `advies_op` when the advice was recorded, `hersteld_op` when it was repaired,
    `teruggegeven_op` when the insurer decided that the guarantee holds after all.
    """

    soort: str
    op: date
    bevestigd_op: date | None = None
    bericht_op: date | None = None
    advies_op: date | None = None
    hersteld_op: date | None = None
    teruggegeven_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Garantiezaak:
    """One employee: modules of the employer, first sick day, facts and the day to look at."""

    modules: frozenset[str]
    modules_vanaf: date
    eerste_ziektedag: date
    feiten: tuple[Garantiefeit, ...]
    peildatum: date
    loondoorbetaling_laatste_dag: date | None = None
    uwv_verlengd_tot_en_met: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlies:
    """A loss or a threat: the rule, whom it reaches, since when, and what repairs it."""

    regel: str
    soort: str
    bereik: Bereik
    vanaf: date
    herstel: str
    diensten: str
    vergoeding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Garantie:
    """The guarantee of one employee on the peildatum."""

    stand: Stand
    regel: str
    verliezen: tuple[Verlies, ...]
    dreigingen: tuple[Verlies, ...]
    ziektewet: bool
    begeleiding_tot_en_met: date | None
    dekking_tot_en_met: date | None


def determine_garantie(zaak: Garantiezaak) -> Outcome[Garantie]:
    """Return how the guarantee stands; every loss names its rule."""
    regel, text = _basis(zaak)
    if text:
        return _without(regel, text)
    losses = tuple(_verlies(feit) for feit in zaak.feiten if _counts(zaak, feit))
    threats = tuple(_verlies(feit) for feit in zaak.feiten if _threatens(zaak, feit))
    stand = Stand.VERVALLEN if losses else Stand.DREIGT if threats else Stand.GELDT
    extended, covered = (None, None) if losses else _extension(zaak)
    garantie = Garantie(
        stand=stand,
        regel=losses[0].regel if losses else regel,
        verliezen=losses,
        dreigingen=threats,
        ziektewet=frozenset(_table()["ziektewet"]["modules"]) <= zaak.modules,
        begeleiding_tot_en_met=extended,
        dekking_tot_en_met=covered,
    )
    return Outcome(value=garantie, steps=tuple(_steps(zaak, garantie)))


def garantiefeiten() -> Mapping[str, Mapping[str, object]]:
    """Return every kind of fact with its rule, reach, consequences and repair."""
    found: Mapping[str, Mapping[str, object]] = _table()["feiten"]
    return found


@cache
def _table() -> Mapping[str, Any]:
    return read_table("voorwaarden/garantie")


def _basis(zaak: Garantiezaak) -> tuple[str, str]:
    """Return the rule that gives the guarantee, or the rule and reason that there is none."""
    rows = _table()["samenstellingen"]
    if not any(frozenset(row["modules"]) <= zaak.modules for row in rows):
        return "M125", "Bij deze modules hoort geen poortwachtergarantie."
    if zaak.eerste_ziektedag < zaak.modules_vanaf:
        return "M054", "De medewerker was al ziek voor de eerste dag van de module."
    return "M125", ""


def _without(regel: str, text: str) -> Outcome[Garantie]:
    garantie = Garantie(
        stand=Stand.GEEN,
        regel=regel,
        verliezen=(),
        dreigingen=(),
        ziektewet=False,
        begeleiding_tot_en_met=None,
        dekking_tot_en_met=None,
    )
    return Outcome(value=garantie, steps=(step_of(regel, text, Stand.GEEN),))


def _counts(zaak: Garantiezaak, feit: Garantiefeit) -> bool:
    """Say whether this fact costs the guarantee on the peildatum."""
    if _is_over(zaak, feit) or not _is_settled(zaak, feit):
        return False
    return not (_row(feit).get("advies_nodig") and feit.advies_op is None)


def _threatens(zaak: Garantiezaak, feit: Garantiefeit) -> bool:
    """Say whether this fact can still cost the guarantee: not handled, and not repaired."""
    repaired = feit.hersteld_op is not None and feit.hersteld_op <= zaak.peildatum
    if feit.op > zaak.peildatum or repaired or _is_over(zaak, feit):
        return False
    return not _counts(zaak, feit)


def _is_settled(zaak: Garantiezaak, feit: Garantiefeit) -> bool:
    days = (feit.bevestigd_op, feit.bericht_op)
    return feit.op <= zaak.peildatum and all(
        day is not None and day <= zaak.peildatum for day in days
    )


def _is_over(zaak: Garantiezaak, feit: Garantiefeit) -> bool:
    """Say whether the fact no longer reaches this employee: given back, or sick after repair."""
    if feit.teruggegeven_op is not None and feit.teruggegeven_op <= zaak.peildatum:
        return True
    if not _row(feit).get("tijdelijk") or feit.hersteld_op is None:
        return False
    return feit.hersteld_op <= min(zaak.eerste_ziektedag, zaak.peildatum)


def _row(feit: Garantiefeit) -> Mapping[str, object]:
    return garantiefeiten()[feit.soort]


def _verlies(feit: Garantiefeit) -> Verlies:
    row = _row(feit)
    handled = (day for day in (feit.op, feit.bevestigd_op, feit.bericht_op) if day is not None)
    return Verlies(
        regel=str(row["regel"]),
        soort=feit.soort,
        bereik=Bereik(str(row["bereik"])),
        vanaf=max(handled),
        herstel=str(row["herstel"]),
        diensten=str(row["diensten"]),
        vergoeding=str(row["vergoeding"]),
    )


def _extension(zaak: Garantiezaak) -> tuple[date | None, date | None]:
    """Return the last day of guidance (M121) and of cover, at most a year longer (M124)."""
    last, until = zaak.loondoorbetaling_laatste_dag, zaak.uwv_verlengd_tot_en_met
    if last is None or until is None or until <= last:
        return None, None
    most = last + timedelta(weeks=VERLENGING.on(last).number)
    return until, min(until, most)


def _steps(zaak: Garantiezaak, garantie: Garantie) -> Iterator[Step]:
    for loss in garantie.verliezen:
        yield _loss_step(loss, "vervallen")
    for threat in garantie.dreigingen:
        yield _loss_step(threat, "dreigt")
        if garantiefeiten()[threat.soort].get("advies_nodig"):
            text = "Dit kan alleen gelden als het advies is vastgelegd."
            yield step_of("M128", text, "advies nodig", feit=threat.soort)
    if garantie.stand is Stand.GELDT:
        yield step_of("M125", "De poortwachtergarantie geldt.", Stand.GELDT)
    if garantie.ziektewet:
        yield step_of("M126", "De garantie geldt ook voor de Ziektewet.", "ziektewet")
    yield from _extension_steps(zaak, garantie)


def _loss_step(loss: Verlies, result: str) -> Step:
    reach = "voor deze medewerker" if loss.bereik is Bereik.WERKNEMER else "voor alle medewerkers"
    verb = "vervalt" if result == "vervallen" else "kan vervallen"
    text = (
        f"De garantie {verb} {reach} vanaf {dutch_date(loss.vanaf)}. "
        f"{load_regels()[loss.regel].tekst} {loss.herstel}"
    )
    return step_of(loss.regel, text, result, feit=loss.soort, bereik=loss.bereik)


def _status(zaak: Garantiezaak) -> str:
    return VERLENGING.on(zaak.loondoorbetaling_laatste_dag or zaak.peildatum).status


def _extension_steps(zaak: Garantiezaak, garantie: Garantie) -> Iterator[Step]:
    if garantie.begeleiding_tot_en_met is None or garantie.dekking_tot_en_met is None:
        return
    until, covered = garantie.begeleiding_tot_en_met, garantie.dekking_tot_en_met
    text = f"De ontzorgmanager werkt door tot en met {dutch_date(until)}."
    yield step_of("M121", text, until.isoformat())
    text = f"De verzekering dekt de verlenging tot en met {dutch_date(covered)}."
    yield step_of(
        "M124", text, covered.isoformat(), verlengd_tot_en_met=until, status=_status(zaak)
    )
    if covered < until:
        text = f"Vanaf {dutch_date(covered + DAY)} is de verlenging niet gedekt."
        yield step_of("M124", text, "boven een jaar")
