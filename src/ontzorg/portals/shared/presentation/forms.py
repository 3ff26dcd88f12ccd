"""Form fields that take what people type, and answer in plain Dutch."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from ontzorg.rules.dates import FIRST_DAY, LAST_DAY

WRITTEN = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d")
WRONG_DATE = "Typ de datum als dag-maand-jaar, bijvoorbeeld 03-02-2025."
FAR_DATE = "Deze dag ligt te ver weg. Kijk of het jaar klopt."
MOST_ADDRESS = 254  # letters in an e-mail address: no mail server takes a longer one (RFC 5321)
WRONG_ADDRESS = "Dit is geen e-mailadres. Vul het in als naam@bedrijf.nl."
LONG_ADDRESS = "Dit adres is te lang. Kijk of er iets achter of voor staat dat er niet bij hoort."
MOST_NAME = 200  # letters in the name of a file
USUAL = forms.Field.default_error_messages["required"]
NO_DATE = "Vul een datum in. Typ hem als dag-maand-jaar, bijvoorbeeld 03-02-2025."


class DutchDateField(forms.DateField):
    """A day, typed as dd-mm-jjjj. `_field.html` adds "vandaag", "gisteren" and a calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", DutchDateInput())
        options.setdefault("input_formats", WRITTEN)
        options.setdefault("help_text", "Dag-maand-jaar, bijvoorbeeld 03-02-2025.")
        messages = {"invalid": WRONG_DATE, "required": NO_DATE}
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(**options)

    def validate(self, value: date | None) -> None:
        """Refuse a day so far away that it must be a mistake."""
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise forms.ValidationError(FAR_DATE, code="far")


class AddressField(forms.EmailField):
    """An e-mail address, no longer than we can keep."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", MOST_ADDRESS)
        messages = {"invalid": WRONG_ADDRESS, "max_length": LONG_ADDRESS}
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(**options)


class KindForm(forms.Form):
    """A form that says what to do when an answer is missing, instead of that it is required."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = _missing(field)


def _missing(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "Zet hier een vinkje om verder te gaan."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return "Kies een van de antwoorden."
    if isinstance(field, forms.FileField):
        return "Kies een bestand."
    return "Vul hier iets in."


class UploadField(forms.FileField):
    """One file that someone brings in. `kinds` are the endings that the browser offers.

    The script gives it a Dutch button with the name of the file; without it the browser's own is
    there.
    """

    def __init__(self, *, kinds: str, most_bytes: int, too_big: Any, **options: Any) -> None:
        self.most_bytes, self.too_big = most_bytes, too_big
        options["widget"] = forms.FileInput(attrs={"accept": kinds})
        options["error_messages"] = {
            "required": "Kies een bestand.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
        } | options.get("error_messages", {})
        super().__init__(max_length=MOST_NAME, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too big before it is read."""
        file = super().clean(data, initial)
        if file and file.size > self.most_bytes:
            raise forms.ValidationError(self.too_big)
        return file


class DutchDateInput(forms.DateInput):
    """A text box for a day: the keyboard of a phone shows figures."""

    input_type = "text"

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off"}, format="%d-%m-%Y")
