"""Reads words with a meaning: sex, country, sort of contract, use of names, time of a wage."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ontzorg.parties.staff_import.cells.faults import Wrong
from ontzorg.parties.staff_import.cells.plain_names import plain

# Besides Dutch words the codes of ISO/IEC 5218, which many packages write.
SEXES: Mapping[str, str] = {
    **dict.fromkeys(("m", "man", "mannelijk", "dhr", "dhr.", "heer", "1"), "M"),
    **dict.fromkeys(("v", "vrouw", "vrouwelijk", "mevr", "mevr.", "mevrouw", "f", "2"), "V"),
    **dict.fromkeys(("o", "x", "onbekend", "anders", "non-binair", "0", "9"), "O"),
}
COUNTRIES: Mapping[str, str] = {
    "nederland": "NL",
    "the netherlands": "NL",
    "belgië": "BE",
    "belgie": "BE",
    "duitsland": "DE",
    "frankrijk": "FR",
    "luxemburg": "LU",
    "polen": "PL",
    "roemenië": "RO",
    "roemenie": "RO",
    "bulgarije": "BG",
    "spanje": "ES",
    "portugal": "PT",
    "italië": "IT",
    "italie": "IT",
    "hongarije": "HU",
    "oekraïne": "UA",
    "turkije": "TR",
}
CONTRACTS: Mapping[str, str] = {
    **dict.fromkeys(("onbepaald", "onbepaalde tijd", "vast", "o"), "onbepaald"),
    **dict.fromkeys(("bepaald", "bepaalde tijd", "tijdelijk", "b"), "bepaald"),
}
EMPLOYMENTS: Mapping[str, str] = {
    **dict.fromkeys(("arbeidsovereenkomst", "regulier", "loondienst"), "arbeidsovereenkomst"),
    **dict.fromkeys(("oproep", "oproepkracht", "oproepovereenkomst", "nulurencontract"), "oproep"),
    **dict.fromkeys(("uitzend", "uitzendkracht", "uitzendovereenkomst"), "uitzend"),
    **dict.fromkeys(("leerwerk", "bbl", "leerling", "leer-werkovereenkomst"), "leerwerk"),
    **dict.fromkeys(("stage", "stagiair", "stagiaire"), "stage"),
    **dict.fromkeys(("dga", "directeur-grootaandeelhouder"), "dga"),
}
WAGE_PERIODS: Mapping[str, str] = {
    **dict.fromkeys(("uur", "per uur", "u"), "uur"),
    **dict.fromkeys(("week", "per week", "w"), "week"),
    **dict.fromkeys(("vier weken", "4 weken", "per vier weken", "4-weken"), "vier weken"),
    **dict.fromkeys(("maand", "per maand", "m"), "maand"),
    **dict.fromkeys(("jaar", "per jaar", "j"), "jaar"),
}
PERIODS_IN_NAMES = (
    ("vierweken", "vier weken"),
    ("4weken", "vier weken"),
    ("weekloon", "week"),
    ("weeksalaris", "week"),
    ("perweek", "week"),
    ("maand", "maand"),
    ("jaar", "jaar"),
    ("uur", "uur"),
)
NAME_USES: Mapping[str, str] = {
    **dict.fromkeys(("eigen", "eigen naam", "e", "1"), "eigen"),
    **dict.fromkeys(("partner", "naam partner", "p", "2"), "partner"),
    **dict.fromkeys(("partner-eigen", "partner eigen", "v", "3"), "partner-eigen"),
    **dict.fromkeys(("eigen-partner", "eigen partner", "n", "4"), "eigen-partner"),
}
NEEDS_PARTNER = frozenset({"partner", "partner-eigen", "eigen-partner"})
CODE_LENGTH = 2


def read_sex(text: str) -> str:
    """Return M, V or O."""
    return _meaning(SEXES, text, "sex")


def read_contract(text: str) -> str:
    """Return whether the contract has an end date: bepaald or onbepaald."""
    return _meaning(CONTRACTS, text, "contract")


def read_name_use(text: str) -> str:
    """Return which name someone uses: his own, his partner's, or both in an order."""
    return _meaning(NAME_USES, text, "name_use")


def read_employment(text: str) -> str:
    """Return what kind of employment it is."""
    return _meaning(EMPLOYMENTS, text, "employment")


def read_wage_period(text: str) -> str:
    """Return the time that a wage is for."""
    return _meaning(WAGE_PERIODS, text, "wage_period")


@lru_cache(maxsize=1_024)
def read_country(text: str) -> str:
    """Return the code of two letters."""
    if len(text) == CODE_LENGTH and text.isascii() and text.isalpha():
        return text.upper()
    return _meaning(COUNTRIES, text, "country")


def wage_period_in(name: str) -> str:
    """Return the time that the name of a column speaks of: `Bruto maandsalaris` gives maand."""
    found = {period for part, period in PERIODS_IN_NAMES if part in plain(name)}
    return found.pop() if len(found) == 1 else ""


def _meaning(words: Mapping[str, str], text: str, code: str) -> str:
    found = words.get(text.lower())
    if found is None:
        raise Wrong(code)
    return found
