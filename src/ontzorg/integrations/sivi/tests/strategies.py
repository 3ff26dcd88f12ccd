"""Random messages that are right, made from the tables themselves."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from ontzorg.integrations.sivi.releases import message_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hypothesis.strategies import SearchStrategy

    from ontzorg.integrations.sivi.berichten import Verzuimmeldingen
    from ontzorg.integrations.sivi.formats import ValueFormat
    from ontzorg.integrations.sivi.releases import ElementSpec, GroupSpec

MOST = 2
LETTERS = "abcdéëïöüßĳłABC'-.&<>\""


def texts(form: ValueFormat) -> SearchStrategy[str]:
    alphabet = LETTERS + ("0123456789" if form.digits else "")
    return st.text(alphabet, min_size=form.minimum, max_size=min(form.maximum, form.minimum + 8))


def digits(form: ValueFormat) -> SearchStrategy[str]:
    return st.text("0123456789", min_size=1, max_size=form.maximum)


def numbers(form: ValueFormat) -> SearchStrategy[int]:
    return st.integers(0, 10**form.maximum - 1)


def decimals(form: ValueFormat) -> SearchStrategy[Decimal]:
    cents = st.integers(0, 10 ** (form.maximum + 2) - 1)
    return cents.map(lambda number: Decimal(number).scaleb(-2))


def codes(form: ValueFormat) -> SearchStrategy[str]:
    return st.sampled_from(sorted(form.codes))


VALUES: Mapping[str, Callable[[ValueFormat], SearchStrategy[Any]]] = {
    "text": texts,
    "digits": digits,
    "number": numbers,
    "decimal": decimals,
    "date": lambda _form: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "time": lambda _form: st.times().map(lambda moment: time(moment.hour, moment.minute)),
    "yes-no": lambda _form: st.booleans(),
    "code": codes,
}


def values(row: ElementSpec) -> SearchStrategy[Any]:
    one = groups(row.group) if row.group else VALUES[row.form.kind](row.form) if row.form else None
    if one is None:
        raise ValueError(row.tag)
    if row.is_single:
        return one if row.minimum else st.none() | one
    return st.lists(one, min_size=row.minimum, max_size=MOST).map(tuple)


def groups(group: GroupSpec) -> SearchStrategy[Any]:
    fields = {row.name: values(row) for row in group.elements if row.name}
    return st.builds(group.class_, **fields)


def verzuimmeldingen() -> SearchStrategy[Verzuimmeldingen]:
    """Return messages of the newest release."""
    strategy = groups(message_of("Verzuimmeldingen").group)
    return cast("SearchStrategy[Verzuimmeldingen]", strategy)
