"""The checks of every page find what they are there for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e.conftest import Visit
from tests.harness.browser import WIDTHS, Complaints, faults_at, faults_of

SOUND = (
    "<!doctype html><html lang='nl'><head><title>Gaaf</title></head>"
    "<body><main><h1>Gaaf</h1>{}</main></body></html>"
)
FAULTS = {
    "image-alt": "<img src='/static/shared/mark.svg'>",
    "label": "<input type='text'>",
    "color-contrast": "<p style='color: #aaa; background: #fff'>Bleek</p>",
    "target-size": "<a href='/' style='font-size: 8px'>a</a>" * 2,
    "too wide": "<div style='width: 600px'>Breed</div>",
    "placeholder: Dag {{ name }}": "<p>Dag {{ name }}</p>",
    "placeholder: None": "<p>None</p>",
}
POLICY = {"content-security-policy": "default-src 'self'", "content-type": "text/html"}


def show(page: Page, part: str, headers: dict[str, str] | None = None) -> None:
    body = SOUND.replace("{}", part)
    page.route(
        "**/geplant/",
        lambda route: route.fulfill(body=body, headers=headers or {"content-type": "text/html"}),
    )
    page.goto("/geplant/")


def test_a_sound_page_has_no_faults(visit: Visit) -> None:
    page = visit()
    complaints = Complaints.of(page)
    show(page, "<p>Alles goed.</p>")
    assert faults_of(page, thorough=True) + complaints.take() == []


@pytest.mark.planted("T40")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(visit: Visit, fault: str) -> None:
    page = visit()
    show(page, FAULTS[fault])
    assert any(fault in one for one in faults_of(page, thorough=True))


@pytest.mark.planted("T40")
def test_a_fault_in_the_dark_only_is_found(visit: Visit) -> None:
    page = visit()
    style = "@media (prefers-color-scheme: dark) { p { color: #ddd; background: #fff } }"
    show(page, f"<style>{style}</style><p>In het donker</p>")
    assert any("dark: color-contrast" in one for one in faults_of(page, thorough=False))


@pytest.mark.planted("T40")
def test_an_error_in_a_script_is_heard(visit: Visit) -> None:
    page = visit()
    complaints = Complaints.of(page)
    show(page, "<script>stuk()</script>")
    assert any("stuk is not defined" in one for one in complaints.take())


@pytest.mark.planted("T40")
def test_content_that_the_policy_refuses_is_heard(visit: Visit) -> None:
    page = visit()
    complaints = Complaints.of(page)
    show(page, "<script>window.ja = 1</script>", POLICY)
    assert any("Content Security Policy" in one for one in complaints.take())


@pytest.mark.planted("T40")
@pytest.mark.parametrize("size", WIDTHS, ids=lambda size: str(size["width"]))
def test_a_fault_at_one_width_is_found(visit: Visit, size: ViewportSize) -> None:
    page = visit()
    wide = size["width"] + 40
    at = f"@media (min-width: {size['width'] - 1}px) and (max-width: {size['width'] + 1}px)"
    show(page, f"<style>{at} {{ div {{ width: {wide}px }} }}</style><div>Breed</div>")
    (found,) = faults_at(page, WIDTHS, ("light",))
    assert found.startswith(f"{size['width']} px, too wide")
