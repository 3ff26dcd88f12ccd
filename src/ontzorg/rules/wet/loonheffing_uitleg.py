"""The steps that explain a loonheffing to people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.geld_afronding import euro_text, percent_text, whole_euro_text
from ontzorg.rules.wet.loonheffing_tabel import (
    Afbouw,
    Schijf,
    Tabel,
    Tarief,
    Tijdvak,
    percentage_of,
)
from ontzorg.rules.wet.loonheffing_vraag import Jaarbedragen, Loonheffing, LoonheffingVraag

TIJDVAK_TEXTS = {
    "dag": "per dag",
    "week": "per week",
    "vier_weken": "per vier weken",
    "maand": "per maand",
    "kwartaal": "per kwartaal",
}
TABEL_TEXTS = {"wit": "witte", "groen": "groene"}


@dataclass(frozen=True, slots=True)
class _Fixed:
    """The part of a step that is the same for every wage: figures, sentence, remark."""

    inputs: dict[str, str]
    text: str
    remark: str
    source: str


def loonheffing_steps(
    vraag: LoonheffingVraag,
    tarief: Tarief,
    bedragen: Jaarbedragen,
    above: Decimal,
    value: Loonheffing,
) -> tuple[Step, ...]:
    """Return the way from wage to tax; a step that uses an uncertain figure says so."""
    steps = [_jaarloon(vraag, tarief, bedragen), _belasting(tarief, bedragen)]
    if vraag.loonheffingskorting:
        steps += _kortingen(tarief, bedragen, white=vraag.tabel == "wit")
    steps.append(_inhouding(vraag, tarief, bedragen, above, value))
    return tuple(steps)


def _jaarloon(vraag: LoonheffingVraag, tarief: Tarief, bedragen: Jaarbedragen) -> Step:
    fixed = _fixed_jaarloon(tarief, vraag.tabel, vraag.tijdvak)
    inputs = {
        "loon": str(vraag.loon),
        "loonheffingskorting": "ja" if vraag.loonheffingskorting else "nee",
    }
    year = whole_euro_text(bedragen.jaarloon)
    return Step(
        rule="loonheffing.jaarloon",
        source=fixed.source,
        inputs=inputs | fixed.inputs,
        result=str(bedragen.jaarloon),
        text=f"{euro_text(vraag.loon)} {fixed.text} {year} per jaar.",
    )


@cache
def _fixed_jaarloon(tarief: Tarief, tabel: Tabel, tijdvak: Tijdvak) -> _Fixed:
    voorschrift = tarief.rekenvoorschrift
    periods = voorschrift.periods[tijdvak]
    inputs = {
        "jaar": str(tarief.jaar),
        "tabel": tabel.value,
        "tijdvak": tijdvak.value,
        "geboortejaar_groep": tarief.groep.value,
        "tijdvakken_per_jaar": str(periods),
        "stap": str(voorschrift.step),
        "tabel_tot": str(tarief.highest),
    }
    text = (
        f"{TIJDVAK_TEXTS[tijdvak]} komt {periods} keer per jaar. De {TABEL_TEXTS[tabel]} tabel "
        f"rekent in stappen van {voorschrift.step} euro:"
    )
    return _Fixed(inputs, text, voorschrift.origin.remark, voorschrift.origin.source)


def _belasting(tarief: Tarief, bedragen: Jaarbedragen) -> Step:
    fixed = _fixed_schijf(tarief, _schijf_of(tarief, bedragen.jaarloon))
    inputs = {"jaarloon": str(bedragen.jaarloon)}
    text = f"{fixed.text} Dat is {whole_euro_text(bedragen.belasting)} per jaar."
    return _step("schijven", fixed, inputs, bedragen.belasting, text)


def _schijf_of(tarief: Tarief, jaarloon: int) -> Schijf:
    for schijf in reversed(tarief.schijven):
        if jaarloon > schijf.above:
            return schijf
    return tarief.schijven[0]


@cache
def _fixed_schijf(tarief: Tarief, schijf: Schijf) -> _Fixed:
    percentage = percentage_of(schijf.rate)
    inputs = {"boven": str(schijf.above), "procent": str(percentage), "vast": str(schijf.fixed)}
    text = f"Het tarief is {percent_text(percentage)} boven {whole_euro_text(schijf.above)}"
    below = (
        f", plus {whole_euro_text(schijf.fixed)} over het loon daaronder" if schijf.fixed else ""
    )
    return _fixed(tarief, "schijven", inputs, f"{text}{below}.")


def _kortingen(tarief: Tarief, bedragen: Jaarbedragen, *, white: bool) -> list[Step]:
    algemeen = bedragen.algemene_heffingskorting
    steps = [_korting(tarief, "algemene_heffingskorting", bedragen, algemeen)]
    if tarief.ouderenkorting:
        steps.append(_korting(tarief, "ouderenkorting", bedragen, bedragen.ouderenkorting))
    if white:
        steps.append(_korting(tarief, "arbeidskorting", bedragen, bedragen.arbeidskorting))
    return steps


def _korting(tarief: Tarief, name: str, bedragen: Jaarbedragen, amount: int) -> Step:
    fixed = (
        _fixed_arbeidskorting(tarief) if name == "arbeidskorting" else _fixed_afbouw(tarief, name)
    )
    inputs = {
        "jaarloon": str(bedragen.jaarloon),
        "belasting": str(bedragen.belasting),
        "algemene_heffingskorting": str(bedragen.algemene_heffingskorting),
        "ouderenkorting": str(bedragen.ouderenkorting),
    }
    text = f"{fixed.text} Nu telt {whole_euro_text(amount)} mee."
    return _step(name, fixed, inputs, amount, text)


@cache
def _fixed_afbouw(tarief: Tarief, name: str) -> _Fixed:
    korting: Afbouw = getattr(tarief, name)
    percentage = percentage_of(korting.rate)
    inputs = {
        "maximum": str(korting.maximum),
        "afbouw_vanaf": str(korting.taper_from),
        "afbouw_procent": str(percentage),
        "nihil_boven": str(korting.nil_above),
    }
    text = (
        f"De {name.replace('_', ' ')} is hoogstens {whole_euro_text(korting.maximum)}. Zij neemt "
        f"boven {whole_euro_text(korting.taper_from)} af met {percent_text(percentage)}."
    )
    return _fixed(tarief, name, inputs, text)


@cache
def _fixed_arbeidskorting(tarief: Tarief) -> _Fixed:
    korting = tarief.arbeidskorting
    inputs = {
        "opbouw": "; ".join(
            f"{part.above} {percentage_of(part.rate)} {part.maximum}" for part in korting.parts
        ),
        "afbouw_vanaf": str(korting.taper.taper_from),
        "afbouw_procent": str(percentage_of(korting.taper.rate)),
        "nihil_boven": str(korting.taper.nil_above),
    }
    highest = whole_euro_text(korting.taper.maximum)
    text = f"De arbeidskorting, voor wie werkt, is hoogstens {highest}."
    return _fixed(tarief, "arbeidskorting", inputs, text)


def _fixed(tarief: Tarief, name: str, inputs: dict[str, str], text: str) -> _Fixed:
    origin = tarief.origins[name]
    return _Fixed({**inputs, "status": origin.status}, text, origin.remark, origin.source)


def _step(name: str, fixed: _Fixed, inputs: dict[str, str], result: int, text: str) -> Step:
    return Step(
        rule=f"loonheffing.{name}",
        source=fixed.source,
        inputs=inputs | fixed.inputs,
        result=str(result),
        text=text + fixed.remark,
    )


def _inhouding(
    vraag: LoonheffingVraag,
    tarief: Tarief,
    bedragen: Jaarbedragen,
    above: Decimal,
    value: Loonheffing,
) -> Step:
    voorschrift = tarief.rekenvoorschrift
    periods = voorschrift.periods[vraag.tijdvak]
    inputs = {
        "belasting": str(bedragen.belasting),
        "algemene_heffingskorting": str(bedragen.algemene_heffingskorting),
        "ouderenkorting": str(bedragen.ouderenkorting),
        "arbeidskorting": str(bedragen.arbeidskorting),
        "tijdvakken_per_jaar": str(periods),
        "boven_tabel": str(above),
    }
    text = (
        f"{whole_euro_text(bedragen.verschuldigd)} per jaar, gedeeld door {periods} en afgerond "
        f"op centen, is {euro_text(value.inhouding - above)}."
    )
    if above:
        rate = percent_text(percentage_of(voorschrift.above_rate))
        text += f" Het loon boven de tabel kost {rate}: {euro_text(above)} erbij."
    return Step(
        rule="loonheffing.inhouding",
        source=voorschrift.origin.source,
        inputs=inputs,
        result=str(value.inhouding),
        text=text,
    )
