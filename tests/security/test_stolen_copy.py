"""T36 and the walls of fields: a stolen copy of the database without the key gives no BSN."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable

import pytest
from django.conf import settings
from stdnum.nl import bsn as bsn_number

from ontzorg.access.crypto import SealBrokenError, blind_index, seal, unseal
from ontzorg.parties.selectors import bsn_index
from tests.harness.results import Tell

NUMBERS = 10_000
WERKGEVER, ANOTHER = 101, 102
NONCES = 20_000
# What a thief may think of: keys that stand in the copy, in the code, or nowhere at all.
GUESSES: tuple[bytes, ...] = (
    b"",
    b"bsn",
    b"index",
    b"ontzorg",
    settings.SECRET_KEY.encode(),
    base64.b64encode(b"\0" * 32),
    str(WERKGEVER).encode(),
    bytes(32),
)
PLAIN = ("md5", "sha1", "sha256", "sha512", "blake2b")
Index = Callable[[str], bytes]


def numbers(amount: int) -> list[str]:
    """Return numbers that pass the elfproef, as anyone can make them all."""
    found: list[str] = []
    number = 100_000_000
    while len(found) < amount:
        number += 1
        if bsn_number.is_valid(str(number)):
            found.append(str(number))
    return found


def recovered(index: Index, amount: int) -> int:
    """Return how many of these numbers a thief reads back from their index."""
    known = numbers(amount)
    stolen = {index(number) for number in known}
    return sum(any(guess in stolen for guess in guesses(number)) for number in known)


def guesses(number: str) -> Iterable[bytes]:
    """Yield what a thief computes for one number."""
    for text in (number, f"{WERKGEVER}:{number}", f"{number}:{WERKGEVER}"):
        for name in PLAIN:
            yield hashlib.new(name, text.encode()).digest()
        for key in GUESSES:
            yield hmac.digest(key, text.encode(), "sha256")


def ours(number: str) -> bytes:
    """Return the index as the product stores it."""
    return bytes(bsn_index(number, werkgever_id=WERKGEVER))


def test_no_bsn_comes_back_without_the_key() -> None:
    amount = NUMBERS // 10
    assert recovered(ours, amount) == 0


@pytest.mark.walls
def test_none_of_ten_thousand_comes_back_without_the_key(tell: Tell) -> None:
    found = recovered(ours, NUMBERS)
    tell("T36", tried=NUMBERS, unit="BSN's zonder sleutel", found=found)
    assert found == 0


@pytest.mark.planted("T36")
@pytest.mark.parametrize(
    "careless",
    [
        lambda number: hashlib.sha256(number.encode()).digest(),
        lambda number: hmac.digest(b"", number.encode(), "sha256"),
        lambda number: hmac.digest(settings.SECRET_KEY.encode(), number.encode(), "sha256"),
    ],
    ids=["a plain hash", "an empty key", "a key from the settings"],
)
def test_a_careless_index_is_read_back(careless: Index) -> None:
    assert recovered(careless, 50) == 50


def test_the_same_bsn_has_another_index_at_another_employer() -> None:
    one = numbers(1)[0]
    assert bsn_index(one, werkgever_id=WERKGEVER) != bsn_index(one, werkgever_id=ANOTHER)
    assert blind_index(one, purpose="bsn") != blind_index(one, purpose="device")


def test_another_master_key_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal("111222333", bound_to="x")
    before = ours("111222333")
    monkeypatch.setattr(settings, "MASTER_KEY", base64.b64encode(b"1" * 32).decode())
    with pytest.raises(SealBrokenError):
        unseal(sealed, bound_to="x")
    assert ours("111222333") != before


def test_a_sealed_value_opens_in_its_own_row_only() -> None:
    sealed = seal("111222333", bound_to="parties_identificatie:1:bsn")
    for place in ("parties_identificatie:2:bsn", "parties_loon:1:bsn", ""):
        with pytest.raises(SealBrokenError):
            unseal(sealed, bound_to=place)


@pytest.mark.parametrize("byte", range(0, 38, 3))
def test_a_changed_byte_is_seen(byte: int) -> None:
    sealed = bytearray(seal("111222333", bound_to="x"))
    sealed[byte] ^= 1
    with pytest.raises(SealBrokenError):
        unseal(bytes(sealed), bound_to="x")


def test_no_nonce_comes_twice() -> None:
    nonces = {seal("x", bound_to="x")[4:16] for _ in range(NONCES)}
    assert len(nonces) == NONCES
