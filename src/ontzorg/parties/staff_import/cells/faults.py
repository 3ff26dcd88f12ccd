"""What can be wrong in a cell or a row, in words, with how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ontzorg.parties.staff_import.cells.legal_bounds import LEAST_SHARE, MOST_WAITING_DAYS
from ontzorg.parties.staff_import.files.faults import Explanation

VALUES = "Kopieer de cellen en plak ze als waarden: Plakken speciaal, Waarden."
CELL_FAULTS: Mapping[str, Explanation] = {
    "cell.formula": Explanation("In deze cel staat een formule.", VALUES),
    "cell.excel_fault": Explanation(
        "In deze cel staat een fout van Excel.", "Vul de goede waarde in, of maak de cel leeg."
    ),
    "cell.merged": Explanation(
        "Deze cel is samengevoegd met een andere cel.",
        "Splits de cellen, en vul elke cel apart in.",
    ),
    "cell.time": Explanation(
        "In deze cel staat een tijd.", "Vul een getal of een tekst in, of maak de cel leeg."
    ),
    "cell.too_long": Explanation("Dit is te lang.", "Kort het in tot ten hoogste {limit} tekens."),
    "cell.garbled": Explanation(
        "De letters met accenten zijn hier beschadigd.",
        "Typ de naam opnieuw, of bewaar het bestand als CSV (UTF-8).",
    ),
    "required": Explanation("Deze cel is leeg.", "Vul “{label}” in."),
    "name.digits": Explanation(
        "In een naam staan geen cijfers.", "Kijk of de kolommen niet verschoven zijn."
    ),
    "name.signs": Explanation(
        "In een naam staan geen tekens als = of @, en geen plaatjes.",
        "Vul de naam in zoals op het loonstrookje.",
    ),
    "initials": Explanation("Dit zijn geen voorletters.", "Vul ze in als P. of P.J."),
    "sex": Explanation(
        "Dit geslacht kennen wij niet.", "Vul M, V of O in. O is onbekend of anders."
    ),
    "date": Explanation("Dit is geen datum.", "Vul de datum in als dag-maand-jaar: 14-03-1990."),
    "date.short_year": Explanation(
        "Het jaar heeft hier twee cijfers.", "Schrijf het jaar met vier cijfers: 14-03-1990."
    ),
    "date.american": Explanation(
        "Hier staat de maand vooraan.", "Zet de dag vooraan: 31-03-1990 is 31 maart."
    ),
    "date.impossible": Explanation("Deze dag bestaat niet.", "Kijk op welke dag het echt was."),
    "date.serial": Explanation(
        "Hier staat een getal in plaats van een datum.",
        "Geef de cel in Excel de opmaak Datum, of typ 14-03-1990.",
    ),
    "born.future": Explanation(
        "Deze geboortedatum ligt in de toekomst.", "Vul de goede geboortedatum in."
    ),
    "born.too_early": Explanation(
        "Deze geboortedatum ligt voor 1900.", "Vul de goede geboortedatum in."
    ),
    "start.before_birth": Explanation(
        "De eerste werkdag ligt voor de geboortedatum.", "Verbeter een van de twee datums."
    ),
    "start.far": Explanation(
        "De eerste werkdag ligt meer dan een jaar in de toekomst.", "Kijk of het jaar klopt."
    ),
    "end.before_start": Explanation(
        "De laatste werkdag ligt voor de eerste werkdag.", "Verbeter een van de twee datums."
    ),
    "bsn.letters": Explanation(
        "Een BSN heeft alleen cijfers.", "Vul de negen cijfers van het loonstrookje in."
    ),
    "bsn.length": Explanation(
        "Een BSN heeft negen cijfers.", "Vul de negen cijfers van het loonstrookje in."
    ),
    "bsn.short": Explanation(
        "Dit BSN heeft acht cijfers, en ook met een nul ervoor bestaat het niet.",
        "Vul de negen cijfers van het loonstrookje in.",
    ),
    "bsn.check": Explanation(
        "Dit BSN bestaat niet. Er is een cijfer verkeerd.",
        "Vergelijk de negen cijfers met het loonstrookje.",
    ),
    "iban.form": Explanation(
        "Dit is geen IBAN.", "Vul het in als NL91 ABNA 0417 1643 00, zonder extra tekens."
    ),
    "iban.check": Explanation(
        "Dit IBAN bestaat niet. Er is een teken verkeerd.",
        "Vergelijk het met de bankpas of het loonstrookje.",
    ),
    "email": Explanation("Dit is geen e-mailadres.", "Vul het in als naam@bedrijf.nl."),
    "phone": Explanation("Dit is geen telefoonnummer.", "Vul het in als 06 12345678."),
    "postcode": Explanation(
        "Dit is geen postcode.", "Vul vier cijfers en twee letters in: 1234 AB."
    ),
    "house_number": Explanation("Dit is geen huisnummer.", "Een huisnummer begint met een cijfer."),
    "country": Explanation(
        "Dit land kennen wij niet.", "Vul de code van twee letters in: NL, BE of DE."
    ),
    "hours.number": Explanation("Dit is geen aantal uren.", "Vul een getal in: 32 of 37,5."),
    "hours.range": Explanation(
        "Dit aantal uren per week kan niet.", "Vul meer dan 0 en ten hoogste 60 uur in."
    ),
    "contract": Explanation("Deze soort contract kennen wij niet.", "Vul bepaald of onbepaald in."),
    "name_use": Explanation(
        "Dit naamgebruik kennen wij niet.",
        "Vul eigen, partner, partner-eigen of eigen-partner in.",
    ),
    "partner.needed": Explanation(
        "Het naamgebruik noemt de partner, maar zijn of haar naam ontbreekt.",
        "Vul de achternaam van de partner in, of kies eigen.",
    ),
    "employment": Explanation(
        "Deze soort dienstverband kennen wij niet.",
        "Vul arbeidsovereenkomst, oproep, uitzend, leerwerk, stage of dga in.",
    ),
    "manager.needed": Explanation(
        "De naam van de leidinggevende ontbreekt.",
        "Vul de achternaam in, of maak de andere cellen over de leidinggevende leeg.",
    ),
    "waiting.number": Explanation("Dit is geen aantal dagen.", "Vul 0 tot en met {most_days} in."),
    "waiting.range": Explanation(
        "Zo veel wachtdagen mogen niet.",
        "De wet staat er ten hoogste {most_days} toe. Vul 0 tot en met {most_days} in.",
    ),
    "share.number": Explanation("Dit is geen percentage.", "Vul {least_share} tot en met 100 in."),
    "share.range": Explanation(
        "Dit percentage van het loon kan niet.",
        "De wet vraagt ten minste {least_share}. Vul {least_share} tot en met 100 in.",
    ),
    "wage.number": Explanation(
        "Dit is geen bedrag.", "Vul het brutoloon in euro's in: 2850 of 2.850,00."
    ),
    "wage.negative": Explanation(
        "Een loon is nooit minder dan 0 euro.", "Haal de min weg, of maak de cel leeg."
    ),
    "wage.zero": Explanation("Een loon van 0 euro kan niet.", "Vul het loon in, of niets."),
    "wage.per": Explanation(
        "Bij dit loon staat niet per wat het is.",
        "Vul in “Loon per” in: uur, week, vier weken, maand of jaar.",
    ),
    "wage.missing": Explanation(
        "Hier staat per wat het loon is, maar geen bedrag.",
        "Vul het brutoloon in, of maak deze cel leeg.",
    ),
    "wage_period": Explanation(
        "Deze periode kennen wij niet.", "Vul uur, week, vier weken, maand of jaar in."
    ),
    "valid.before_start": Explanation(
        "Deze dag ligt voor de eerste werkdag.", "Vul de eerste werkdag in, of een latere dag."
    ),
    "valid.after_end": Explanation(
        "Deze dag ligt na de laatste werkdag.", "Vul een eerdere dag in, of maak de cel leeg."
    ),
    "valid.far": Explanation(
        "Deze dag ligt meer dan een jaar in de toekomst.", "Kijk of het jaar klopt."
    ),
    "employer.form": Explanation(
        "Dit is geen loonheffingennummer.", "Het is negen cijfers, een L en twee cijfers."
    ),
    "employer.other": Explanation(
        "Deze regel hoort bij een andere werkgever.",
        "Haal de regel uit dit bestand. Lees hem in bij de goede werkgever.",
    ),
    "key.needed": Explanation(
        "Wij kunnen deze medewerker later niet herkennen.", "Vul een personeelsnummer of BSN in."
    ),
    "row.sum": Explanation(
        "Op deze regel staat een totaal, en geen medewerker.", "Haal de regel uit het bestand."
    ),
    "row.remark": Explanation(
        "Op deze regel staat maar één ding, en geen medewerker.",
        "Haal de regel uit het bestand, of vul hem verder in.",
    ),
    "row.too_long": Explanation(
        "Deze regel heeft meer cellen dan er kolomnamen zijn.",
        "Kijk of er een cel of een scheidingsteken te veel staat.",
    ),
    "row.too_short": Explanation(
        "Deze regel houdt te vroeg op: er zijn minder cellen dan kolomnamen.",
        "Kijk of er scheidingstekens ontbreken, en vul de regel verder aan.",
    ),
    "row.twice": Explanation(
        "Dit dienstverband staat ook op regel {lines}.", "Laat een van de regels staan."
    ),
    "bsn.shared": Explanation(
        "Dit BSN staat ook op regel {lines}, bij iemand anders.",
        "Vergelijk bij allebei het BSN met het loonstrookje.",
    ),
    "number.shared": Explanation(
        "Dit nummer staat ook op regel {lines}, bij iemand anders.",
        "Geef elke medewerker een eigen nummer. Is het één persoon? Vul dan overal het BSN in.",
    ),
    "person.differs": Explanation(
        "Op regel {lines} staat voor dezelfde medewerker iets anders.",
        "Maak beide regels gelijk.",
    ),
    "keys.disagree": Explanation(
        "Het BSN en het nummer horen bij twee verschillende medewerkers die wij al kennen.",
        "Kijk welk van de twee klopt, en verbeter het andere.",
    ),
    "bsn.known": Explanation(
        "Wij kennen dit BSN van iemand met een andere naam en een andere geboortedatum.",
        "Is het iemand anders? Vergelijk het BSN met het loonstrookje. Is het dezelfde persoon? "
        "Verbeter dan eerst de geboortedatum bij de medewerker.",
    ),
    "number.known": Explanation(
        "Wij kennen dit nummer van iemand met een andere naam en een andere geboortedatum.",
        "Is het iemand anders? Geef een eigen nummer. Is het dezelfde persoon? Verbeter dan eerst "
        "de geboortedatum bij de medewerker.",
    ),
    "bsn.other": Explanation(
        "Wij kennen dit nummer van iemand met een ander BSN en een andere geboortedatum.",
        "Is het iemand anders? Geef een eigen personeelsnummer. Is het dezelfde persoon? Verbeter "
        "dan eerst de geboortedatum bij de medewerker.",
    ),
}
BOUNDS: Mapping[str, object] = {"most_days": MOST_WAITING_DAYS, "least_share": LEAST_SHARE}
SECRET = frozenset({"bsn", "iban"})
SHOWN_OF_SECRET = 4
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the column it stands in, and what was found there.

    `lines` are other rows of the file that have to do with it.
    """

    code: str
    column: str = ""
    value: str = ""
    lines: tuple[int, ...] = ()

    def as_list(self) -> list[object]:
        """Return the fault as it is stored."""
        return [self.code, self.column, shown(self.column, self.value), list(self.lines)]


class Wrong(ValueError):  # noqa: N818 - what stands in a cell, not a failure of ours
    """A value that cannot be taken over; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Told(NamedTuple):
    """A fault in words."""

    what: str
    how: str


def tell(code: str, *, label: str = "", limit: int = 0, lines: str = "") -> Told:
    """Return what is wrong in a cell or row, and how to put it right."""
    found = CELL_FAULTS[code]
    values = {**BOUNDS, "label": label, "limit": limit, "lines": lines}
    return Told(found.what.format(**values), found.how.format(**values))


def shown(column: str, value: str) -> str:
    """Return what may be shown of a value: of a secret number the first signs only."""
    value = " ".join(value.split())
    if column in SECRET:
        return value[:SHOWN_OF_SECRET] + "•" * max(len(value) - SHOWN_OF_SECRET, 0)
    return value if len(value) <= MOST_SHOWN else f"{value[:MOST_SHOWN]}…"
