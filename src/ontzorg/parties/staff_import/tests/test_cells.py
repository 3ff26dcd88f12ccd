"""Every cell is read as people write it, or blamed once with a way out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as bsn_number

from ontzorg.parties.staff_import.cells import dates, numbers, texts, words
from ontzorg.parties.staff_import.cells.columns import (
    OWN_COLUMNS,
    column_faults,
    count_known,
    holds_values,
    recognise,
    to_remember,
    wage_period_of,
)
from ontzorg.parties.staff_import.cells.faults import CELL_FAULTS, Fault, Wrong, shown, tell
from ontzorg.parties.staff_import.cells.fields import FIELDS, Field
from ontzorg.parties.staff_import.cells.rows import RowChecker
from ontzorg.parties.staff_import.files.sheet import BadCell, Row
from ontzorg.parties.staff_import.tests.files import GOOD

TODAY = date(2026, 11, 22)
EMPLOYER = "123456789L01"
BORN_LATE = ("born.future", "geboortedatum")
READ: tuple[tuple[Any, str, Any], ...] = (
    (dates.read_date, "14-03-1990", date(1990, 3, 14)),
    (dates.read_date, "4/3/1990", date(1990, 3, 4)),
    (dates.read_date, "14.03.1990", date(1990, 3, 14)),
    (dates.read_date, "1990-03-14", date(1990, 3, 14)),
    (dates.read_date, "1990-03-14T00:00:00", date(1990, 3, 14)),
    (dates.read_date, "19900314", date(1990, 3, 14)),
    (dates.read_date, "14 maart 1990", date(1990, 3, 14)),
    (dates.read_date, "14 mrt. 1990", date(1990, 3, 14)),
    (dates.read_date, "29-02-2024", date(2024, 2, 29)),
    (numbers.read_bsn, "111.222.333", "111222333"),
    (numbers.read_bsn, "10000008", "010000008"),
    (numbers.read_iban, "nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
    (numbers.read_hours, "37,5", Decimal("37.50")),
    (numbers.read_hours, "36.86 uur", Decimal("36.86")),
    (numbers.read_hours, "33,333333", Decimal("33.33")),
    (numbers.read_wage, "€ 2.850,00", Decimal("2850.00")),
    (numbers.read_wage, "2 850,5", Decimal("2850.50")),
    (numbers.read_wage, "2.850", Decimal("2850.00")),
    (numbers.read_wage, "2850.25", Decimal("2850.25")),
    (numbers.read_wage, "16,20 eur", Decimal("16.20")),
    (numbers.read_wage, "2850,-", Decimal("2850.00")),
    (numbers.read_waiting_days, "0", 0),
    (numbers.read_waiting_days, "2 dagen", 2),
    (numbers.read_paid_share, "70%", Decimal(70)),
    (numbers.read_paid_share, "85,5", Decimal("85.5")),
    (words.read_employment, "Oproepkracht", "oproep"),
    (words.read_wage_period, "4 weken", "vier weken"),
    (numbers.read_employer, "123456789 l01", EMPLOYER),
    (words.read_sex, "Vrouw", "V"),
    (words.read_sex, "1", "M"),
    (words.read_country, "België", "BE"),
    (words.read_contract, "Onbepaalde tijd", "onbepaald"),
    (words.read_name_use, "Partner-eigen", "partner-eigen"),
    (texts.read_initials, "P.J.", "P.J."),
    (texts.read_initials, "Th.", "Th."),
    (texts.read_initials, "Ö.", "Ö."),
    (texts.read_email, "Pia@Voorbeeld.Example", "Pia@voorbeeld.example"),
    (texts.read_phone, "+31 (0)6-12345678", "+31 (0)6-12345678"),
    (texts.read_postcode, "1234ab", "1234 AB"),
    (texts.read_house_number, "12 bis", "12 bis"),
    (texts.split_address, "1e Dijkweg 12-a", ("1e Dijkweg", "12-a")),
)
REFUSED: tuple[tuple[Any, str, str], ...] = (
    (dates.read_date, "14-03-90", "date.short_year"),
    (dates.read_date, "03/31/1990", "date.american"),
    (dates.read_date, "31-02-1990", "date.impossible"),
    (dates.read_date, "29-02-2023", "date.impossible"),
    (dates.read_date, "32946", "date.serial"),
    (dates.read_date, "onbekend", "date"),
    (dates.read_date, "14 lente 1990", "date"),
    (numbers.read_bsn, "11122233X", "bsn.letters"),
    (numbers.read_bsn, "1112223", "bsn.length"),
    (numbers.read_bsn, "111222334", "bsn.check"),
    (numbers.read_bsn, "000000000", "bsn.check"),
    (numbers.read_iban, "123456789", "iban.form"),
    (numbers.read_iban, "NL92ABNA0417164300", "iban.check"),
    (numbers.read_hours, "veel", "hours.number"),
    (numbers.read_hours, "0", "hours.range"),
    (numbers.read_hours, "61", "hours.range"),
    (numbers.read_wage, "2,850.00", "wage.number"),
    (numbers.read_wage, "veel", "wage.number"),
    (numbers.read_wage, "0,00", "wage.zero"),
    (numbers.read_waiting_days, "geen", "waiting.number"),
    (numbers.read_waiting_days, "3", "waiting.range"),
    (numbers.read_paid_share, "alles", "share.number"),
    (numbers.read_paid_share, "69", "share.range"),
    (numbers.read_paid_share, "101", "share.range"),
    (words.read_employment, "vriendendienst", "employment"),
    (words.read_wage_period, "kwartaal", "wage_period"),
    (numbers.read_employer, "123", "employer.form"),
    (words.read_sex, "Z", "sex"),
    (words.read_country, "Luilekkerland", "country"),
    (words.read_contract, "stage", "contract"),
    (words.read_name_use, "geen", "name_use"),
    (texts.read_name, "Jansen 2", "name.digits"),
    (texts.read_name, "Pia 🌷", "name.signs"),
    (texts.read_name, "MÃ¼ller", "cell.garbled"),
    (texts.read_initials, "1.", "initials"),
    (texts.read_email, "pia@voorbeeld", "email"),
    (texts.read_email, "pia.voorbeeld.example", "email"),
    (texts.read_phone, "bel mij", "phone"),
    (texts.read_phone, "06 - - - - -", "phone"),
    (texts.read_postcode, "0123 AB", "postcode"),
    (texts.read_house_number, "a12", "house_number"),
    (texts.split_address, "Dijkweg", "house_number"),
)


@pytest.mark.parametrize(("read", "text", "value"), READ)
def test_a_cell_is_read(read: Any, text: str, value: Any) -> None:
    assert read(text) == value


@pytest.mark.parametrize(("read", "text", "code"), REFUSED)
def test_a_cell_is_refused_for_its_own_reason(read: Any, text: str, code: str) -> None:
    with pytest.raises(Wrong) as caught:
        read(text)
    assert caught.value.code == code


def is_read_or_refused_in_words(field: Field, text: str) -> bool:
    try:
        field.read(texts.clean(text))
    except Wrong as wrong:
        return wrong.code in CELL_FAULTS
    return True


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    assert all(is_read_or_refused_in_words(field, text) for field in FIELDS)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    for form in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y%m%d"):
        assert dates.read_date(day.strftime(form)) == day


@given(st.integers(10_000_000, 999_999_999))
def test_a_bsn_is_read_when_it_passes_the_elfproef(number: int) -> None:
    text = str(number)
    try:
        assert numbers.read_bsn(text) == text.zfill(9)
        assert bsn_number.is_valid(text)
    except Wrong:
        assert not bsn_number.is_valid(text)


@given(st.emails())
def test_an_address_that_is_read_can_be_kept_by_hand_too(address: str) -> None:
    try:
        read = texts.read_email(address)
    except Wrong:
        return
    try:
        validate_email(read)
    except ValidationError:  # pragma: no cover - the failure itself
        pytest.fail(f"{read} is taken over here and refused there")


def test_every_fault_has_words_and_a_way_out() -> None:
    for code in CELL_FAULTS:
        told = tell(code, label="Voorletters", limit=20, lines="4 en 9")
        assert told.what.endswith(".")
        assert told.how.endswith(".")
        assert not re.search(r"[{}]", told.what + told.how)


def test_a_secret_number_is_shown_in_part() -> None:
    assert shown("bsn", "111222334") == "1112•••••"
    assert shown("achternaam", "x" * 99) == "x" * 60 + "…"


def checked(employer: str = "", **changes: str) -> tuple[dict[str, Any], list[Fault]]:
    row = GOOD | changes
    checker = RowChecker(recognise(list(row), {}), today=TODAY, employer=employer)
    found = checker.check(Row(2, list(row.values())))
    return found.values, found.faults


def test_a_good_row_has_values_and_no_faults() -> None:
    values, faults = checked()
    assert faults == []
    assert values["geboortedatum"] == date(1990, 3, 14)
    assert values["uren_per_week"] == Decimal("32.00")
    assert "eindigt_op" not in values


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Achternaam": ""}, [("required", "achternaam")]),
        ({"Achternaam": " \t "}, [("required", "achternaam")]),
        ({"Personeelsnummer": "", "BSN": ""}, [("key.needed", "personeelsnummer")]),
        ({"Personeelsnummer": "", "BSN": "1"}, [("bsn.length", "bsn")]),
        ({"Geboortedatum": "14-03-2030"}, [BORN_LATE]),
        ({"Geboortedatum": "14-03-2021"}, [("start.before_birth", "begint_op")]),
        ({"Geboortedatum": "14-03-1890"}, [("born.too_early", "geboortedatum")]),
        ({"In dienst": "01-02-2029"}, [("start.far", "begint_op")]),
        ({"Uit dienst": "01-02-2019"}, [("end.before_start", "eindigt_op")]),
        ({"BSN": "12345678"}, [("bsn.short", "bsn")]),
        ({"Achternaam": "=1+1"}, [("name.signs", "achternaam")]),
        ({"Maandloon": "-2.850,00"}, [("wage.negative", "loon")]),
        ({"Functie": "x" * 121}, [("cell.too_long", "functie")]),
        ({"Postcode": "B-1000", "Land": "BE"}, []),
        ({"Postcode": "B-1000"}, [("postcode", "postcode")]),
        ({"Naamgebruik": "partner"}, [("partner.needed", "partner_achternaam")]),
        ({"Lhnr": "987654321L01"}, [("employer.other", "loonheffingennummer")]),
        ({"Lhnr": EMPLOYER}, []),
    ],
)  # fmt: skip
def test_what_no_cell_tells_alone(changes: dict[str, str], expected: list[tuple[str, str]]) -> None:
    _, faults = checked(EMPLOYER, **changes)
    assert [(fault.code, fault.column) for fault in faults] == expected


def test_a_cell_that_is_no_value_is_blamed_once() -> None:
    row = list(GOOD.values())
    row[5] = BadCell("=A1", "cell.formula")
    found = RowChecker(recognise(list(GOOD), {}), today=TODAY).check(Row(2, row))
    assert [(fault.code, fault.column) for fault in found.faults] == [
        ("cell.formula", "achternaam")
    ]


def test_a_merged_cell_is_called_so_also_where_it_holds_nothing() -> None:
    row = list(GOOD.values())
    row[5] = BadCell("", "cell.merged")
    found = RowChecker(recognise(list(GOOD), {}), today=TODAY).check(Row(2, row))
    assert [(fault.code, fault.column) for fault in found.faults] == [("cell.merged", "achternaam")]


def test_a_row_that_ends_before_what_must_be_there_is_too_short() -> None:
    columns, row = recognise(list(GOOD), {}), list(GOOD.values())
    start = list(GOOD).index("In dienst")
    checker = RowChecker(columns, today=TODAY)
    assert [fault.code for fault in checker.check(Row(2, row[:start])).faults] == [
        "row.too_short",
        "required",
    ]
    assert checker.check(Row(2, row[: start + 1])).faults == []
    workbook = RowChecker(columns, today=TODAY, may_be_short=True)
    assert [fault.code for fault in workbook.check(Row(2, row[:start])).faults] == ["required"]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"Achternaam": "Totaal", "Uren per week": "1.204,5"}, ["row.sum"]),
        ({"Personeelsnummer": "TOTAAL:", "Uren per week": "=SUM(S2:S9)"}, ["row.sum"]),
        ({"Personeelsnummer": "Gemaakt op 3 januari door de administratie"}, ["row.remark"]),
        ({"Achternaam": "Jansen", "Personeelsnummer": "7"}, ["required"] * 3),
    ],
)
def test_a_sum_or_a_remark_is_no_person(cells: dict[str, str], codes: list[str]) -> None:
    row = Row(2, [cells.get(name, "") for name in GOOD])
    found = RowChecker(recognise(list(GOOD), {}), today=TODAY).check(row)
    assert [fault.code for fault in found.faults] == codes


def test_who_is_called_totaal_is_a_person() -> None:
    _, faults = checked(Achternaam="Totaal")
    assert faults == []


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Bruto maandsalaris", "maand"),
        ("Uurloon", "uur"),
        ("Salaris per 4 weken", "vier weken"),
        ("Weekloon", "week"),
        ("Jaarsalaris", "jaar"),
        ("Salaris", ""),
        ("Maandloon of uurloon", ""),
    ],
)
def test_the_name_of_a_column_may_say_what_a_wage_is_for(name: str, period: str) -> None:
    header, columns = ["Naam", name], ["achternaam", "loon"]
    assert wage_period_of(header, columns) == period
    asked = any("Loon per" in fault for fault in column_faults(header, columns))
    assert asked is not bool(period)
    assert wage_period_of([*header, "Per"], [*columns, "loon_per"]) == ""


@pytest.mark.parametrize(
    "value", ["111222333", "NL91 ABNA 0417 1643 00", "14-03-1990", "pia@voorbeeld.example"]
)
def test_a_person_where_names_should_be_is_noticed(value: str) -> None:
    assert holds_values(["1042", "Jansen", value])
    assert not holds_values(["Achternaam", value])
    assert not holds_values(["Kolom een", "Kolom twee"])


def test_more_cells_than_columns_are_noticed() -> None:
    found = RowChecker(recognise(list(GOOD), {}), today=TODAY).check(Row(2, [*GOOD.values(), "x"]))
    assert [fault.code for fault in found.faults] == ["row.too_long"]


def test_one_column_for_street_and_number_is_split() -> None:
    without = {key: value for key, value in GOOD.items() if key not in ("Straat", "Huisnummer")}
    row = without | {"Adres": "Dijkweg 12a"}
    found = RowChecker(recognise(list(row), {}), today=TODAY).check(Row(2, list(row.values())))
    assert (found.values["straat"], found.values["huisnummer"]) == ("Dijkweg", "12a")
    assert "adres" not in found.values


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Persnr.", "personeelsnummer"),
        ("SOFI-nummer", "bsn"),
        ("Geb. datum", "geboortedatum"),
        ("E-mail", "email"),
        ("Datum in dienst", "begint_op"),
        ("Contract-uren", "uren_per_week"),
        ("uren_per_week", "uren_per_week"),
        ("Lievelingskleur", ""),
        *((name, "") for name in OWN_COLUMNS),
    ],
)
def test_a_column_is_known_by_the_names_that_packages_give(name: str, code: str) -> None:
    assert recognise([name], {}) == [code]


def test_every_label_and_other_name_leads_to_its_own_field() -> None:
    for field in FIELDS:
        assert recognise([field.label], {}) == [field.code]
    assert count_known([field.label for field in FIELDS]) == len(FIELDS)


def test_a_choice_is_remembered_and_no_field_is_taken_twice() -> None:
    header = ["Nr", "Personeelsnummer", "Naam"]
    memory = to_remember(header, ["personeelsnummer", "", "achternaam"])
    assert recognise(header, memory) == ["personeelsnummer", "", "achternaam"]
    assert recognise(["Personeelsnummer", "Persnr"], {}) == ["personeelsnummer", ""]


def test_a_choice_that_cannot_do_is_explained() -> None:
    assert column_faults(list(GOOD), recognise(list(GOOD), {})) == []
    missing = column_faults(["Naam", "Achternaam"], ["achternaam", "achternaam"])
    assert any("twee keer" in fault for fault in missing)
    assert any("Geboortedatum" in fault for fault in missing)
    assert any("Personeelsnummer" in fault for fault in missing)
