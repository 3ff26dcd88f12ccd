"""Checks one row of a staff file: every cell, and what the cells say together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ontzorg.parties.staff_import.cells import texts
from ontzorg.parties.staff_import.cells.faults import Fault, Wrong
from ontzorg.parties.staff_import.cells.fields import FIELD_OF, KEYS, NOT_KEPT, REQUIRED
from ontzorg.parties.staff_import.cells.no_person import about_nobody
from ontzorg.parties.staff_import.cells.words import NEEDS_PARTNER
from ontzorg.parties.staff_import.files.sheet import BadCell, Row
from ontzorg.rules.dates import FIRST_DAY

FUTURE = timedelta(days=366)
HOME = "NL"
OF_MANAGER = ("leidinggevende_voorletters", "leidinggevende_email")
Values = dict[str, Any]
Reader = Callable[[str], Any]


@dataclass(slots=True)
class Checked:
    """One row: the values that could be read, and what is wrong."""

    number: int
    values: Values = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class RowChecker:
    """Checks rows with these columns. `employer` is the loonheffingennummer, empty if unknown.

    `wage_per` is what all wages are for when no column says it. `may_be_short` when a row leaves
    out its last cells because they are empty, as a workbook does.
    """

    def __init__(
        self,
        columns: Sequence[str],
        *,
        today: date,
        employer: str = "",
        wage_per: str = "",
        may_be_short: bool = False,
    ) -> None:
        self.today = today
        self.employer = employer
        self.wage_per = wage_per
        self.may_be_short = may_be_short
        self.last_required = max(
            (index for index, code in enumerate(columns) if code in REQUIRED), default=-1
        )
        self.width = len(columns)
        self.plan: tuple[tuple[int, str, Reader, int], ...] = tuple(
            (index, code, FIELD_OF[code].read, FIELD_OF[code].limit)
            for index, code in enumerate(columns)
            if code
        )

    def check(self, row: Row) -> Checked:
        """Return the values of a row and its faults."""
        checked = Checked(row.number)
        self._read_cells(row.cells, checked)
        if not self._is_about_nobody(row, checked):
            _together(checked, self.today)
            self._check_employer(checked)
        for code in NOT_KEPT:
            checked.values.pop(code, None)
        return checked

    def _read_cells(self, cells: list[str], checked: Checked) -> None:
        values, count = checked.values, len(cells)
        for index, code, read, limit in self.plan:
            text = cells[index] if index < count else ""
            if not text and type(text) is not BadCell:
                continue
            try:
                if (value := _read(text, read, limit)) is not None:
                    values[code] = value
            except Wrong as wrong:
                checked.faults.append(Fault(wrong.code, code, str(text)))
        if count > self.width and any(cells[self.width :]):
            checked.faults.append(Fault("row.too_long"))
        if count <= self.last_required and not self.may_be_short:
            checked.faults.append(Fault("row.too_short"))
        if self.wage_per and "loon" in values:
            values["loon_per"] = self.wage_per

    def _is_about_nobody(self, row: Row, checked: Checked) -> bool:
        """Tell whether no person stands here; then that is all there is to say of the row."""
        missing = _missing(checked)
        code = about_nobody(row.cells, missing) if missing else ""
        if code:
            checked.faults = [Fault(code)]
        return bool(code)

    def _check_employer(self, checked: Checked) -> None:
        number = checked.values.get("loonheffingennummer")
        if number and self.employer and number != self.employer:
            checked.faults.append(Fault("employer.other", "loonheffingennummer", number))


def _read(text: str, read: Reader, limit: int) -> Any:
    if type(text) is BadCell:
        raise Wrong(text.code)
    text = texts.clean(text)
    if not text:
        return None
    if len(text) > limit:
        raise Wrong("cell.too_long")
    return read(text)


def _together(checked: Checked, today: date) -> None:
    """Check what no cell tells alone. A cell that is wrong itself is not blamed twice."""
    checked.faults += [Fault("required", code) for code in _missing(checked)]
    values, wrong = checked.values, {fault.column for fault in checked.faults}
    if not any(code in values or code in wrong for code in KEYS):
        checked.faults.append(Fault("key.needed", KEYS[0]))
    _split_address(values)
    _check_postcode(checked)
    _check_days(checked, today)
    for code, column in _lone(values):
        if column not in wrong:
            checked.faults.append(Fault(code, column))


def _missing(checked: Checked) -> list[str]:
    """Return what every row needs and this one does not have, not even wrongly."""
    absent = [code for code in REQUIRED if code not in checked.values]
    wrong = {fault.column for fault in checked.faults} if absent else ()
    return [code for code in absent if code not in wrong]


def _lone(values: Values) -> Iterator[tuple[str, str]]:
    """Yield what a cell asks for that is not there."""
    if values.get("naamgebruik") in NEEDS_PARTNER and "partner_achternaam" not in values:
        yield "partner.needed", "partner_achternaam"
    if "loon" in values and "loon_per" not in values:
        yield "wage.per", "loon_per"
    if "loon_per" in values and "loon" not in values:
        yield "wage.missing", "loon"
    if "leidinggevende" not in values and any(code in values for code in OF_MANAGER):
        yield "manager.needed", "leidinggevende"


def _split_address(values: Values) -> None:
    if "adres" in values:
        values["straat"], values["huisnummer"] = values["adres"]


def _check_postcode(checked: Checked) -> None:
    text = checked.values.get("postcode")
    if not text:
        return
    at_home = checked.values.get("land", HOME) == HOME
    read = texts.read_postcode if at_home else texts.read_foreign_postcode
    try:
        checked.values["postcode"] = read(text)
    except Wrong as wrong:
        checked.faults.append(Fault(wrong.code, "postcode", text))


def _check_days(checked: Checked, today: date) -> None:
    born: date | None = checked.values.get("geboortedatum")
    start: date | None = checked.values.get("begint_op")
    end: date | None = checked.values.get("eindigt_op")
    valid: date | None = checked.values.get("geldig_vanaf")
    for is_wrong, code, column, day in (
        (born and born > today, "born.future", "geboortedatum", born),
        (born and born < FIRST_DAY, "born.too_early", "geboortedatum", born),
        (start and born and start <= born <= today, "start.before_birth", "begint_op", start),
        (start and start > today + FUTURE, "start.far", "begint_op", start),
        (start and end and end < start, "end.before_start", "eindigt_op", end),
        (start and valid and valid < start, "valid.before_start", "geldig_vanaf", valid),
        (end and valid and valid > end, "valid.after_end", "geldig_vanaf", valid),
        (valid and valid > today + FUTURE, "valid.far", "geldig_vanaf", valid),
    ):
        if is_wrong and day:
            checked.faults.append(Fault(code, column, f"{day:%d-%m-%Y}"))
