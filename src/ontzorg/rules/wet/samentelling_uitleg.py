"""The steps that explain a samentelling to people."""

from __future__ import annotations

from datetime import date

from ontzorg.rules.dates import DAY, dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.zaak import Zwangerschapsverlof

SOURCE = (
    "Burgerlijk Wetboek boek 7 (BWBR0005290), art. 629 lid 10; "
    "Wet WIA (BWBR0019057), art. 23 lid 3 en 5"
)


def gap_step(fit: date, sick_again: date, limit: int) -> Step:
    """Explain why the gap is too short to start again."""
    days = (sick_again - fit).days
    return Step(
        rule="samentelling.onderbreking",
        source=SOURCE,
        inputs={"hersteld_op": str(fit), "weer_ziek_op": str(sick_again), "grens": str(limit)},
        result=f"{days} dagen tellen niet mee",
        text=(
            f"Tussen het herstel op {dutch_date(fit)} en de nieuwe ziekte op "
            f"{dutch_date(sick_again)} liggen {dutch_days(days)}. Dat is minder dan vier weken: "
            "de ziekte telt door en deze dagen tellen niet mee."
        ),
    )


def reset_step(fit: date, sick_again: date, limit: int) -> Step:
    """Explain why the gap starts a new count."""
    days = (sick_again - fit).days
    return Step(
        rule="samentelling.nieuw_dossier",
        source=SOURCE,
        inputs={"hersteld_op": str(fit), "weer_ziek_op": str(sick_again), "grens": str(limit)},
        result=str(sick_again),
        text=(
            f"Tussen het herstel op {dutch_date(fit)} en de nieuwe ziekte op "
            f"{dutch_date(sick_again)} liggen {dutch_days(days)}. Dat is vier weken of meer: "
            "de telling begint opnieuw."
        ),
    )


def verlof_step(verlof: Zwangerschapsverlof) -> Step:
    """Explain why the leave is bridged."""
    days = (verlof.eind - verlof.start).days + 1
    answer = "met dezelfde oorzaak" if verlof.zelfde_oorzaak else "de oorzaak is nog niet gevraagd"
    return Step(
        rule="samentelling.verlof",
        source=SOURCE,
        inputs={
            "verlof_start": str(verlof.start),
            "verlof_eind": str(verlof.eind),
            "zelfde_oorzaak": {True: "ja", None: "niet beantwoord"}[verlof.zelfde_oorzaak or None],
        },
        result=f"{days} dagen tellen niet mee",
        text=(
            f"De ziekte sluit voor en na aan op het verlof van {dutch_date(verlof.start)} tot en "
            f"met {dutch_date(verlof.eind)} ({answer}). De ziekte telt door; de "
            f"{dutch_days(days)} verlof tellen niet mee."
        ),
    )


def other_cause_step(verlof: Zwangerschapsverlof) -> Step:
    """Explain why the leave is not bridged."""
    return Step(
        rule="samentelling.andere_oorzaak",
        source=SOURCE,
        inputs={"verlof_eind": str(verlof.eind), "zelfde_oorzaak": "nee"},
        result=str(verlof.eind + DAY),
        text=(
            "De ziekte na het verlof heeft een andere oorzaak dan de ziekte ervoor. De telling "
            f"begint opnieuw op {dutch_date(verlof.eind + DAY)}."
        ),
    )
