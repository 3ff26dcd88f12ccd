"""The work list: act without opening a case, give work away, filter, and use the keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.steps import days_ago, typed

COLLEAGUE = "Tobias Kadeland"


def work_list(visit: Visit) -> Page:
    page = visit("ontzorgmanager")
    page.goto("/mijn-werk/")
    return page


def test_a_task_is_done_and_undone_in_its_row(visit: Visit, size: ViewportSize) -> None:
    page = work_list(visit)
    first = page.locator("tr.task:has(a:has-text('Afronden'))").first
    row = page.locator(f"[id='{first.get_attribute('id')}']")
    row.get_by_role("link", name="Afronden").click()
    expect(row.get_by_label("Op welke dag is dit gedaan?")).to_be_visible()
    row.get_by_role("button", name="Afronden").click()
    expect(row).to_contain_text("gedaan op")
    row.get_by_role("button", name="Ongedaan maken").click()
    expect(row.get_by_role("link", name="Afronden")).to_be_visible()
    expect(page).to_have_url("/mijn-werk/")


def test_a_day_to_come_is_refused_in_the_row(visit: Visit, size: ViewportSize) -> None:
    page = work_list(visit)
    page.locator("tr.task a:has-text('Afronden')").first.click()
    row = page.locator("tr.task-asking")
    row.get_by_label("Op welke dag is dit gedaan?").fill(typed(days_ago(-2)))
    row.get_by_role("button", name="Afronden").click()
    expect(row.locator(".error")).to_be_visible()
    expect(row.get_by_label("Op welke dag is dit gedaan?")).to_have_value(typed(days_ago(-2)))


def test_several_tasks_go_to_a_colleague_and_back(visit: Visit, size: ViewportSize) -> None:
    page = work_list(visit)
    give(page, COLLEAGUE)
    expect(page.get_by_text(f"2 taken zijn nu van {COLLEAGUE}.")).to_be_visible()
    page.goto("/mijn-werk/?van=alles")
    theirs = page.locator("tr.task").filter(has_text=COLLEAGUE)
    give(page, "mijzelf", theirs.locator("input[type=checkbox]").evaluate_all(
        "boxes => boxes.slice(0, 2).map(b => b.value)"
    ))  # fmt: skip
    expect(page.get_by_text("2 taken zijn nu van")).to_be_visible()


def give(page: Page, whom: str, tasks: list[str] | None = None) -> None:
    """Tick these tasks, or the first two, and give them to someone."""
    boxes = page.locator("tr.task input[type=checkbox]")
    for task in tasks or boxes.evaluate_all("boxes => boxes.slice(0, 2).map(b => b.value)"):
        page.locator(f"input[value='{task}']").check()
    option = page.locator("#aan option").filter(has_text=whom)
    page.locator("#aan").select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Toewijzen").click()


def test_a_deputy_sees_my_work_for_as_long_as_it_lasts(visit: Visit, size: ViewportSize) -> None:
    page = visit("ontzorgmanager")
    page.goto("/vervanging/")
    page.get_by_label("Wie neemt uw werk over?").select_option(index=1)
    page.get_by_label("Eerste dag").fill(typed(days_ago(0)))
    page.get_by_label("Laatste dag").fill(typed(days_ago(-5)))
    page.get_by_role("button", name="Vervanging regelen").click()
    expect(page.get_by_text("loopt nu")).to_be_visible()
    page.get_by_role("button", name="Stoppen").click()
    expect(page.get_by_text("De vervanging is gestopt.")).to_be_visible()


def test_a_deputy_of_the_past_is_refused(visit: Visit, size: ViewportSize) -> None:
    page = visit("ontzorgmanager")
    page.goto("/vervanging/")
    page.get_by_label("Wie neemt uw werk over?").select_option(index=1)
    page.get_by_label("Laatste dag").fill(typed(days_ago(9)))
    page.get_by_role("button", name="Vervanging regelen").click()
    expect(page.locator(".form-errors")).to_be_visible()


def test_a_filter_is_an_address(visit: Visit, size: ViewportSize) -> None:
    page = work_list(visit)
    page.locator(".filters").get_by_role("link", name="Te laat").click()
    expect(page).to_have_url("/mijn-werk/?wanneer=te-laat")
    expect(page.locator(".work-group")).to_have_count(1)
    expect(page.locator(".work-group-head")).to_have_text("Te laat")
    page.get_by_role("link", name="Wis keuzes").click()
    expect(page).to_have_url("/mijn-werk/")


def test_the_keyboard_walks_opens_and_searches(visit: Visit) -> None:
    page = work_list(visit)
    links = page.locator("[data-rows] .row-link")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-head")).to_be_visible()
    page.wait_for_load_state("load")  # the keys work from here on
    name = page.get_by_role("heading", level=1).inner_text().split()[-1]
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Sneltoetsen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Sneltoetsen")).to_be_hidden()
    opened = page.url
    page.keyboard.press("/")
    expect(page.locator("#zoek")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(opened)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_why_of_a_date_opens_under_its_row(visit: Visit, size: ViewportSize) -> None:
    page = work_list(visit)
    page.locator("tr.task").first.get_by_role("link", name="Waarom?").click()
    expect(page.locator("tr.task-explained .trace-answer")).to_be_visible()
