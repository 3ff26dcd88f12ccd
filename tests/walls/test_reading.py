"""What the scanners say is read as they mean it, and what we tell them is what a browser sends."""

from __future__ import annotations

from lxml import html

from ontzorg.config.settings import MIDDLEWARE
from tests.fuzz.forms import FoundForm, forms_on
from tests.walls import target_settings
from tests.walls.operations import TOKEN, fewest, plain_visit, write_list
from tests.walls.scanners import LEFT_OUT, WAPITI_MODULES, Finding, read_sqlmap, read_wapiti

RESULTS = """Target URL,Place,Parameter,Technique(s),Note(s)
http://127.0.0.1:8123/gat/tekst/?naam=O,GET,naam,BSTU,
http://127.0.0.1:8123/dossiers/,,,,
http://127.0.0.1:8123/zoeken/?q=x,GET,q,B,false positive or unexploitable
"""
SEARCH = plain_visit("werkgever", "/zoeken/", q="Proef & zo")
SAVE = FoundForm("werkgever", "/dossiers/1/", "POST", is_multipart=True, answers=(("day", "x"),))


def test_only_a_technique_that_works_is_a_finding() -> None:
    (found,) = read_sqlmap(RESULTS.splitlines())
    assert found == Finding("sqlmap", "SQL BSTU", "/gat/tekst/", "naam")


def test_every_group_of_a_report_is_read_once() -> None:
    one = {"path": "/gat/echo/", "parameter": "naam"}
    report = {
        "vulnerabilities": {"XSS": [one, one], "SQL Injection": []},
        "anomalies": {"Internal Server Error": [{"path": "/x/", "parameter": ""}]},
    }
    assert [str(finding) for finding in read_wapiti(report)] == [
        "wapiti: Internal Server Error in /x/, geen veld",
        "wapiti: XSS in /gat/echo/, naam",
    ]


def test_the_list_leads_to_every_operation() -> None:
    page = write_list([SEARCH, SAVE, plain_visit("werkgever", "/planning/")], "geheim")
    forms = {form.url: form for form in forms_on(page, who="werkgever", url="/proef/werkgever/")}
    assert forms["/zoeken/"].answers == SEARCH.answers
    assert forms["/dossiers/1/"] == SAVE
    tree = html.document_fromstring(page)
    assert tree.xpath("//a/@href") == ["/planning/"]
    assert tree.xpath(f"//input[@name='{TOKEN}']/@value") == ["geheim"]


def test_an_operation_with_nothing_new_is_left_out() -> None:
    wide = plain_visit("werkgever", "/zoeken/", q="x", van="y")
    assert fewest([SEARCH, wide, plain_visit("werkgever", "/planning/")]) == [wide]


def test_no_module_is_both_used_and_left_out() -> None:
    assert set(WAPITI_MODULES) & set(LEFT_OUT) == set()
    assert len(WAPITI_MODULES) > len(LEFT_OUT)


def test_the_attacked_product_keeps_its_guards() -> None:
    assert set(target_settings.MIDDLEWARE) > set(MIDDLEWARE)
