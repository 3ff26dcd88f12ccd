"""Someone without a mouse: he tabs to what he wants, and sees at each stop where he is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from playwright.sync_api import Page

MOST_STOPS = 400
WHERE = """() => {
  const e = document.activeElement, own = e.labels && e.labels.length ? e.labels[0] : null;
  const text = e.getAttribute('aria-label') || (own && own.innerText) || e.innerText || e.title;
  const marked = [e, own, e.parentElement].filter(Boolean).some(one => {
    const style = getComputedStyle(one);
    const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return isOutlined || style.boxShadow !== 'none';
  });
  return {
    name: (text || '').replace(/\\s+/g, ' ').trim(), field: e.name || '', value: e.value || '',
    isChecked: Boolean(e.checked), isMarked: marked, isBody: e === document.body,
    option: e.selectedOptions && e.selectedOptions.length ? e.selectedOptions[0].innerText : '',
  };
}"""
IS_IN = "selector => document.activeElement.matches(selector)"


class Stop(TypedDict):
    """What has the focus now."""

    name: str
    field: str
    value: str
    option: str
    isChecked: bool
    isMarked: bool
    isBody: bool


class LostError(AssertionError):
    """The keyboard does not get there, or nobody sees where it is."""


@dataclass
class Keyboard:
    """The keys, on a page. What starts with a point is a class, all else is what people read."""

    page: Page

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def reach(self, wanted: str) -> Stop:
        """Tab until the focus is there; at each stop on the way one must see where one is."""
        for _ in range(MOST_STOPS):
            stop = self._next()
            if self._is_at(wanted, stop):
                return stop
        raise LostError(f"no way to {wanted} on {self.page.url}")

    def go(self, wanted: str) -> None:
        """Tab to a link or button and press it."""
        self.reach(wanted)
        self.press("Enter")

    def fill(self, label: str, text: str) -> None:
        """Tab to a field and type."""
        self.reach(label)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, label: str, option: str = "") -> None:
        """Tab to a list and go down to the option that holds these words, or the next one."""
        stop = self.reach(label)
        before = stop["option"]
        for _ in range(MOST_STOPS):
            self.press("ArrowDown")
            chosen = self.where()["option"]
            if (option in chosen) if option else chosen != before:
                return
        raise LostError(f"no option {option} in {label}")

    def choose(self, **answers: str) -> None:
        """Answer questions with round buttons: tab to the question, arrows to the answer."""
        for field, value in answers.items():
            self._reach_field(field)
            for _ in range(MOST_STOPS):
                if self.where()["value"] == value:
                    break
                self.press("ArrowDown")
            if not self.where()["isChecked"]:
                self.press("Space")

    def where(self) -> Stop:
        """Return what has the focus."""
        stop: Stop = self.page.evaluate(WHERE)
        return stop

    def _reach_field(self, field: str) -> None:
        for _ in range(MOST_STOPS):
            if self._next()["field"] == field:
                return
        raise LostError(f"no way to the question {field} on {self.page.url}")

    def _next(self) -> Stop:
        self.press("Tab")
        stop = self.where()
        if not stop["isBody"] and not stop["isMarked"]:
            raise LostError(f"nobody sees the focus on {stop['name']} on {self.page.url}")
        return stop

    def _is_at(self, wanted: str, stop: Stop) -> bool:
        if wanted.startswith("."):
            return bool(self.page.evaluate(IS_IN, wanted))
        return stop["name"].startswith(wanted)
