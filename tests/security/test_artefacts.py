"""T04: a canary is found in an archive, and a BSN in any disguise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.security.artefacts import Watch, faces_of, many_bsn
from tests.security.cases import MARK

NOTE, BSN = f"{MARK}0123456789abcdef", many_bsn(1)[0]
MINE = {NOTE: frozenset({"bedrijfsarts"}), BSN: frozenset({"werkgever_beheerder"})}


def archived(name: str, content: bytes) -> bytes:
    """Return an archive with one member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


HIDDEN: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "UTF-16": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32-le"),
    "a sheet": lambda text: archived("xl/sharedStrings.xml", f"<t>{text}</t>".encode()),
    "an archive in an archive": lambda text: archived("a.zip", archived("b", text.encode())),
    "codes in a sheet": lambda text: archived(
        "xl/a.xml", "".join(f"&#{ord(one)};" for one in text).encode()
    ),
}


@pytest.mark.planted("T04")
@pytest.mark.parametrize("secret", [NOTE, BSN], ids=["note", "BSN"])
@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_secret_in_a_file_is_found(hide: Callable[[str], bytes], secret: str) -> None:
    assert Watch(MINE).find(hide(secret), "planner")


@pytest.mark.planted("T04")
@pytest.mark.parametrize("face", dict(faces_of(BSN)))
def test_a_disguised_number_is_found(face: str) -> None:
    assert Watch(MINE).find(f"<p>{dict(faces_of(BSN))[face]}</p>", "planner")


@pytest.mark.planted("T04")
@pytest.mark.parametrize(
    "written", [f"{BSN[:3]} {BSN[3:6]} {BSN[6:]}", f"{BSN[:4]}.{BSN[4:6]}.{BSN[6:]}", BSN[::-1]]
)
def test_a_number_in_groups_or_backwards_is_found(written: str) -> None:
    assert Watch(MINE).find(written, "planner") == ["BSN"]


def test_who_may_hear_it_hears_it() -> None:
    watch = Watch(MINE)
    assert watch.find(f"Besproken: {NOTE}.", "bedrijfsarts") == []
    assert watch.find(f"BSN {BSN}", "werkgever_beheerder") == []
    assert watch.seen == {NOTE, BSN}
    assert watch.looked_at == 2


def test_other_words_and_numbers_are_no_secret() -> None:
    assert Watch(MINE).find("Week 3 van 104, 123456789, 06-12345678, 2026-11-22", "planner") == []
