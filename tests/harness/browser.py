"""A Chromium that sees what a visitor sees, and what a visitor should never see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from ontzorg.config.browser import find_chromium, launch_arguments

PHONE = ViewportSize(width=390, height=844)
TABLET = ViewportSize(width=768, height=1024)
DESKTOP = ViewportSize(width=1440, height=900)
WIDTHS, THEMES = (PHONE, TABLET, DESKTOP), ("light", "dark")
# In a closed network nothing but our own server answers; do not wait for the rest.
CLOSED_NETWORK = ("--disable-quic", "--no-proxy-server")

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
AXE = """async ([values, isRules]) => {
  const runOnly = {type: isRules ? 'rule' : 'tag', values};
  const found = await axe.run(document, {resultTypes: ['violations'], runOnly});
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`);
}"""
# What sticks out at the right, deepest elements first; scrollers may hold wide content.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .slice(-3).map(e => e.outerHTML.slice(0, 160));
}"""
# Lists repeat their folded parts; one of each shape shows what the others hold.
UNFOLD = """() => {
  const seen = new Set();
  for (const one of document.querySelectorAll('details')) {
    const shape = `${one.className} in ${one.parentElement.className}`;
    if (!seen.has(shape)) one.open = true;
    seen.add(shape);
  }
}"""
PLACEHOLDER = re.compile(r"\{\{|\{%|%\(\w+\)|\bNone\b|\bundefined\b|\bNaN\b")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a Chromium; without one this raises, so that no test passes unseen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*launch_arguments(), *CLOSED_NETWORK]
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Complaints:
    """What the browser complains about: errors in scripts, refused content, failed loads."""

    lines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Complaints:
        """Listen to this page from now on."""
        complaints = cls()
        page.on("console", complaints.hear)
        page.on("pageerror", lambda error: complaints.lines.append(f"script: {error}"))
        return complaints

    def hear(self, message: ConsoleMessage) -> None:
        """Keep a line of the console when it tells of an error."""
        if message.type == "error":
            self.lines.append(f"console: {message.text}")

    def take(self) -> list[str]:
        """Return the complaints since the last time."""
        taken, self.lines = self.lines, []
        return taken


def faults_of(page: Page, *, thorough: bool) -> list[str]:
    """Return what is wrong on this page for anyone, at both widths, light and dark.

    Colours take most of the time, and pages of one kind have the same ones. A thorough look
    checks them four times, any other look in the light on a desk and in the dark on a phone.
    """
    _unfold(page)
    found = placeholders(page)
    for size, theme, other in ((DESKTOP, "light", "dark"), (PHONE, "dark", "light")):
        page.set_viewport_size(size)
        found += [f"{size['width']} px, too wide: {one}" for one in too_wide(page)]
        found += _violations(page, theme, WCAG, is_rules=False)
        if thorough:
            found += _violations(page, other, COLOUR_RULES, is_rules=True)
    return found


def faults_at(
    page: Page, sizes: Sequence[ViewportSize], themes: Sequence[str] = THEMES
) -> list[str]:
    """Return what is wrong on this page at each of these widths, in each of these themes."""
    _unfold(page)
    found = placeholders(page)
    for size in sizes:
        page.set_viewport_size(size)
        found += [f"{size['width']} px, too wide: {one}" for one in too_wide(page)]
        for theme in themes:
            found += _violations(page, theme, WCAG, is_rules=False)
    return found


def _unfold(page: Page) -> None:
    page.evaluate(UNFOLD)
    page.evaluate(f"() => {{ {AXE_SCRIPT} }}")


def _violations(page: Page, theme: str, wanted: tuple[str, ...], *, is_rules: bool) -> list[str]:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    width = (page.viewport_size or DESKTOP)["width"]
    return [f"{width} px, {theme}: {one}" for one in page.evaluate(AXE, [wanted, is_rules])]


def too_wide(page: Page) -> list[str]:
    """Return what makes the page scroll sideways."""
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


def placeholders(page: Page) -> list[str]:
    """Return the lines of the page that show the inside of a template."""
    lines = page.locator("body").inner_text().splitlines()
    return [f"placeholder: {line}" for line in lines if PLACEHOLDER.search(line)]
