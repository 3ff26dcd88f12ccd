"""Every duty and every flag has words, and every law link is a public one."""

from __future__ import annotations

import ast
import re
from importlib import resources
from pathlib import Path

import pytest

from ontzorg.rules.tests.test_tijdlijn import CONTRACT_CODES
from ontzorg.rules.wet.taken import taak_codes, taak_tekst, vlag_codes, vlag_tekst

HOUSE_CODES = {
    *("EERSTE_CONTACT", "VRAGENLIJST_DAG_3", "ONTZORGMANAGER_TOEWIJZEN", "TERUGVALPREVENTIE"),
    *("ZIEKMELDING_EINDE_DIENSTVERBAND", "VERSLAG_NAAR_UWV", "UWV_BESLUIT_WIA"),
    *("UWV_BESLUIT_HERSTEL", "UWV_HERVAT_AANVRAAG", "MELDING_ZIEK_NA_VERLOF"),
    *("VANGNET_HERSTELMELDING_UWV", "BIJSTELLING_PLAN_VAN_AANPAK"),
}
LONGEST_SENTENCE = 20


def test_every_code_has_words() -> None:
    assert set(taak_codes()) == CONTRACT_CODES | HOUSE_CODES


@pytest.mark.parametrize("code", taak_codes())
def test_words_are_complete_and_short(code: str) -> None:
    tekst = taak_tekst(code)
    assert re.fullmatch(r"https://wetten\.overheid\.nl/BWBR\d{7}", tekst.source_url)
    assert not tekst.title.endswith(".")
    for text in (tekst.why, tekst.consequence):
        assert text.endswith(".")
        assert long_sentences(text) == []


@pytest.mark.parametrize("vlag", vlag_codes())
def test_flag_sentences_are_short(vlag: str) -> None:
    assert vlag_tekst(vlag).endswith((".", "?"))
    assert long_sentences(vlag_tekst(vlag)) == []


def long_sentences(text: str) -> list[str]:
    """Return the sentences that are too long for plain Dutch."""
    sentences = re.split(r"(?<=[.?;])\s+", text)
    return [s for s in sentences if len(s.split()) > LONGEST_SENTENCE]


def test_a_planted_long_sentence_is_found() -> None:
    assert long_sentences("woord " * (LONGEST_SENTENCE + 1))


def test_every_flag_in_the_code_has_words() -> None:
    used = flags_in_code()
    assert used <= set(vlag_codes()) | CONTRACT_CODES | HOUSE_CODES, used - set(vlag_codes())
    assert set(vlag_codes()) - used == {"RIV_NIET_NODIG", "RIV_VERKORT", "RIV_VOLLEDIG"}


def flags_in_code() -> set[str]:
    """Return every capital code that the rules write, left out those built from parts."""
    rules = Path(str(resources.files("ontzorg.rules"))) / "wet"
    trees = (ast.parse(path.read_text("utf-8")) for path in rules.glob("*.py"))
    strings = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    roles = {"VERLOF"}
    return {s for s in strings if re.fullmatch(r"[A-Z][A-Z0-9_]{4,}", s)} - roles
