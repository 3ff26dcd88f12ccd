"""Read a zaak from JSON, strictly, and write a timeline back.

Each fault names the case and the field; a case with a fault gives no zaak at all. This is a
stable interface: keys, codes and dates keep their names and meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ontzorg.rules.dates import DAY, FIRST_YEAR, LAST_YEAR
from ontzorg.rules.values import Period
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Loonsanctie, Vangnet, Zaak, Zwangerschapsverlof

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_FIELDS = (
    "aow_datum",
    "einde_dienstverband",
    "probleemanalyse_op",
    "plan_van_aanpak_op",
    "wia_brief_ontvangen_op",
    "wia_aanvraag_op",
    "verlenging_tot",
    "peildatum",
    "melding_42_weken_op",
    "langdurig_verwacht_op",
    "herstel_verwacht_op",
    "vangnet_bekend_op",
    "verkorte_wachttijd_aanvraag_op",
    "verkorte_wachttijd_tot",
)
_FIELDS = (
    *("ziekteperioden", "zwangerschapsverlof", "vangnet", "loonsanctie", *_DATE_FIELDS),
    *("huishoudelijk", "eigenrisicodrager", "zonder_ziekengeld", "detentie"),
    "bijstellingen_op",
)
_LOONSANCTIE_FIELDS = ("besluit_op", "herstel_gemeld_op", "herstel_vastgesteld_op")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which case (counted from 0) and in which field."""

    case: int
    field: str
    text: str

    def __str__(self) -> str:
        return f"geval {self.case}: {self.field}: {self.text}"


class InvalidInputError(ValueError):
    """The input has faults; nothing was computed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class _DuplicateKeyError(ValueError):
    """One JSON object names a key twice."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The zaken of one input; `is_array` says in which form the answer goes back."""

    zaken: tuple[Zaak, ...]
    is_array: bool


def parse_cases(text: str) -> Cases:
    """Read one case or an array of cases; raises InvalidInputError with every fault found."""
    raw = load_json(text)
    rows = raw if isinstance(raw, list) else [raw]
    faults: list[Fault] = []
    zaken = [_CaseReader(index, faults).read(row) for index, row in enumerate(rows)]
    if faults:
        raise InvalidInputError(faults)
    return Cases(tuple(zaak for zaak in zaken if zaak is not None), isinstance(raw, list))


def load_json(text: str) -> Any:
    """Return the JSON values of a text; raises InvalidInputError when it has none."""
    try:
        return json.loads(text, object_pairs_hook=_unique_keys, parse_float=Decimal)
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, kolom {error.colno}"
        raise InvalidInputError([Fault(0, "invoer", f"geen geldige JSON ({where})")]) from error
    except _DuplicateKeyError as error:
        raise InvalidInputError([Fault(0, str(error), "staat er twee keer")]) from error
    except (RecursionError, ValueError) as error:
        raise InvalidInputError([Fault(0, "invoer", "te diep genest of te groot")]) from error


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateKeyError(key)
        result[key] = value
    return result


class _CaseReader:
    """Reads one case and notes what is wrong with it."""

    def __init__(self, case: int, faults: list[Fault]) -> None:
        self._case = case
        self._faults = faults

    def read(self, raw: Any) -> Zaak | None:
        before = len(self._faults)
        row = self._object("geval", raw, _FIELDS, prefix="")
        if row is None:
            return None
        perioden = self._ziekteperioden(row.get("ziekteperioden"))
        verloven = self._verloven(row.get("zwangerschapsverlof"))
        vangnet = self._vangnet(row.get("vangnet"))
        loonsanctie = self._loonsanctie(row.get("loonsanctie"))
        dates: dict[str, Any] = {n: self._date(n, row.get(n)) for n in _DATE_FIELDS}
        huishoudelijk = self._answer("huishoudelijk", row.get("huishoudelijk"))
        eigen_risico = self._answer("eigenrisicodrager", row.get("eigenrisicodrager"))
        zonder = self._tijdvakken("zonder_ziekengeld", row.get("zonder_ziekengeld"))
        detentie = self._tijdvakken("detentie", row.get("detentie"))
        bijstellingen = self._days("bijstellingen_op", row.get("bijstellingen_op"))
        if len(self._faults) > before:
            return None
        return Zaak(
            ziekteperioden=perioden,
            zwangerschapsverlof=verloven,
            vangnet=vangnet,
            loonsanctie=loonsanctie,
            huishoudelijk=bool(huishoudelijk),
            eigenrisicodrager=bool(eigen_risico),
            zonder_ziekengeld=zonder,
            detentie=detentie,
            bijstellingen_op=bijstellingen,
            **dates,
        )

    def _ziekteperioden(self, raw: Any) -> tuple[Ziekteperiode, ...]:
        if raw is None:
            self._note("ziekteperioden", "ontbreekt; geef een lijst van perioden met een start")
            return ()
        found: list[tuple[str, Ziekteperiode]] = []
        for field, row in self._rows("ziekteperioden", raw, ("start", "hersteld_op")):
            start = self._required_date(f"{field}.start", row.get("start"))
            hersteld_op = self._date(f"{field}.hersteld_op", row.get("hersteld_op"))
            if start is None:
                continue
            if hersteld_op is not None and hersteld_op <= start:
                self._note(f"{field}.hersteld_op", f"ligt niet na de start {start}")
                continue
            found.append((field, Ziekteperiode(start=start, hersteld_op=hersteld_op)))
        for (_, earlier), (field, later) in pairwise(sorted(found, key=lambda item: item[1].start)):
            if earlier.hersteld_op is None or later.start < earlier.hersteld_op:
                self._note(field, f"overlapt de ziekteperiode vanaf {earlier.start}")
        return tuple(periode for _, periode in found)

    def _verloven(self, raw: Any) -> tuple[Zwangerschapsverlof, ...]:
        found: list[tuple[str, Zwangerschapsverlof]] = []
        keys = ("start", "eind", "zelfde_oorzaak", "flexibel_vanaf")
        for field, row in self._rows("zwangerschapsverlof", [] if raw is None else raw, keys):
            start = self._required_date(f"{field}.start", row.get("start"))
            eind = self._required_date(f"{field}.eind", row.get("eind"))
            answer = self._answer(f"{field}.zelfde_oorzaak", row.get("zelfde_oorzaak"))
            flexible = self._date(f"{field}.flexibel_vanaf", row.get("flexibel_vanaf"))
            if start is None or eind is None:
                continue
            if eind < start:
                self._note(f"{field}.eind", f"ligt voor de start {start}")
            elif flexible is not None and flexible > start:
                self._note(f"{field}.flexibel_vanaf", f"ligt na de start {start}")
            else:
                verlof = Zwangerschapsverlof(
                    start=start, eind=eind, zelfde_oorzaak=answer, flexibel_vanaf=flexible
                )
                found.append((field, verlof))
        for (_, earlier), (field, later) in pairwise(sorted(found, key=lambda item: item[1].start)):
            if later.start <= earlier.eind:
                self._note(field, f"overlapt het verlof vanaf {earlier.start}")
        return tuple(verlof for _, verlof in found)

    def _tijdvakken(self, name: str, raw: Any) -> tuple[Period, ...]:
        """Read periods with a last day; without one a period still runs."""
        found = []
        for field, row in self._rows(name, [] if raw is None else raw, ("start", "eind")):
            start = self._required_date(f"{field}.start", row.get("start"))
            eind = self._date(f"{field}.eind", row.get("eind"))
            if start is None:
                continue
            if eind is not None and eind < start:
                self._note(f"{field}.eind", f"ligt voor de start {start}")
                continue
            found.append(Period(start, None if eind is None else eind + DAY))
        return tuple(found)

    def _days(self, name: str, raw: Any) -> tuple[date, ...]:
        if raw is not None and not isinstance(raw, list):
            self._note(name, "is geen lijst")
            return ()
        found = (self._required_date(f"{name}[{n}]", day) for n, day in enumerate(raw or ()))
        return tuple(day for day in found if day is not None)

    def _vangnet(self, raw: Any) -> Vangnet | None:
        if raw is None:
            return None
        if not isinstance(raw, str) or raw not in set(Vangnet):
            self._note("vangnet", f"kies uit {', '.join(Vangnet)} of null")
            return None
        return Vangnet(raw)

    def _loonsanctie(self, raw: Any) -> Loonsanctie | None:
        if raw is None:
            return None
        row = self._object("loonsanctie", raw, _LOONSANCTIE_FIELDS, prefix="loonsanctie.")
        if row is None:
            return None
        dates = {
            name: self._date(f"loonsanctie.{name}", row.get(name)) for name in _LOONSANCTIE_FIELDS
        }
        given = [(name, day) for name, day in dates.items() if day is not None]
        if given and dates["besluit_op"] is None:
            self._note("loonsanctie.besluit_op", "ontbreekt, terwijl er wel een herstel is")
        for (earlier, first), (later, second) in pairwise(given):
            if second < first:
                self._note(f"loonsanctie.{later}", f"ligt voor {earlier} {first}")
        return Loonsanctie(**dates)

    def _rows(
        self, field: str, raw: Any, keys: tuple[str, ...]
    ) -> Iterable[tuple[str, dict[str, Any]]]:
        if not isinstance(raw, list):
            self._note(field, "is geen lijst")
            return
        for index, item in enumerate(raw):
            name = f"{field}[{index}]"
            row = self._object(name, item, keys, prefix=f"{name}.")
            if row is not None:
                yield name, row

    def _object(
        self, field: str, raw: Any, keys: tuple[str, ...], *, prefix: str
    ) -> dict[str, Any] | None:
        if not isinstance(raw, dict):
            self._note(field, "is geen object")
            return None
        for key in raw:
            if key not in keys:
                self._note(f"{prefix}{key}", f"onbekend; gebruik alleen {', '.join(keys)}")
        return raw

    def _required_date(self, field: str, raw: Any) -> date | None:
        if raw is None:
            self._note(field, "ontbreekt; geef een datum als JJJJ-MM-DD")
            return None
        return self._date(field, raw)

    def _date(self, field: str, raw: Any) -> date | None:
        if raw is None:
            return None
        if not isinstance(raw, str) or not _ISO_DATE.fullmatch(raw):
            self._note(field, "is geen datum; schrijf JJJJ-MM-DD")
            return None
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            self._note(field, f"{raw} bestaat niet")
            return None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self._note(field, f"{raw} ligt niet tussen {FIRST_YEAR} en {LAST_YEAR}")
            return None
        return day

    def _answer(self, field: str, raw: Any) -> bool | None:
        if raw is None or isinstance(raw, bool):
            return raw
        self._note(field, "is geen true, false of null")
        return None

    def _note(self, field: str, text: str) -> None:
        printable = "".join(c if c.isprintable() else "?" for c in field)
        self._faults.append(Fault(self._case, printable, text))
