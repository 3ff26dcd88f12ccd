"""An example of a staff file: every column, and people who do not exist."""

from __future__ import annotations

import csv
import io

from ontzorg.parties.staff_import.cells.fields import FIELDS, NOT_KEPT

SECOND = {
    "personeelsnummer": "1043",
    "bsn": "900000016",
    "extern_id": "M-1043",
    "voorletters": "K.",
    "roepnaam": "Karim",
    "tussenvoegsel": "",
    "achternaam": "Zonneveld",
    "geslacht": "M",
    "geboortedatum": "02-07-1979",
    "email": "karim@voorbeeld.example",
    "partner_tussenvoegsel": "",
    "partner_achternaam": "",
    "iban": "",
    "dienstverband_id": "D-1043-1",
    "functie": "Magazijnmedewerker",
    "afdeling": "Magazijn",
    "uren_per_week": "37,5",
    "leidinggevende": "",
    "leidinggevende_voorletters": "",
    "leidinggevende_email": "",
    "loon": "16,20",
    "loon_per": "uur",
}


def example_file() -> str:
    """Return the example as CSV that a spreadsheet opens with its letters right."""
    fields = [field for field in FIELDS if field.code not in NOT_KEPT]
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(field.label for field in fields)
    writer.writerow(field.example for field in fields)
    writer.writerow(SECOND.get(field.code, field.example) for field in fields)
    return text.getvalue()
