"""Columns that are never taken over, whatever an employer chooses, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ontzorg.parties.staff_import.cells.plain_names import plain

# Ziektewet art. 38b lid 1: an employer may ask after two months of employment, not before.
# Reading: interpretation INT-108.
NO_RISK = (
    "Dit nemen wij niet over, want het zegt iets over de gezondheid. U mag er pas naar vragen als "
    "iemand twee maanden bij u werkt. U hebt het pas nodig als iemand ziek is: bij de ziekmelding "
    "vragen wij of een vangnet geldt."
)
# AP Beleidsregels De zieke werknemer (BWBR0037896).
MEDICAL = (
    "Dit nemen wij niet over. Een werkgever mag ziekte, klachten en beperkingen niet vastleggen, "
    "ook niet als de medewerker het zelf vertelt."
)
REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "norisk",
            "noriskjn",
            "noriskpolis",
            "noriskstatus",
            "wrknmrnoriskjn",
            "arbeidsgehandicapt",
            "arbeidsbeperking",
            "banenafspraak",
            "doelgroepregister",
            "wajong",
            "wia",
            "wsw",
        ),
        NO_RISK,
    ),
    **dict.fromkeys(
        (
            "beperkingen",
            "diagnose",
            "klachten",
            "medicijnen",
            "medisch",
            "oorzaakverzuim",
            "redenverzuim",
            "redenziekte",
            "verzuimreden",
            "ziekte",
            "ziektebeeld",
            "ziektereden",
            "zwanger",
            "zwangerschap",
        ),
        MEDICAL,
    ),
}


def refusal_of(name: str) -> str:
    """Return why a column with this name is not taken over; nothing when it may be."""
    return REFUSED.get(plain(name), "")


def kept_cells(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the cells of a row without what stands in refused columns."""
    kept = [str(cell) for cell in cells]
    for index, name in enumerate(header[: len(kept)]):
        if refusal_of(name):
            kept[index] = ""
    return kept
