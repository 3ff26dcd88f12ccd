"""Holes that we make ourselves, one of each kind. A scanner that misses one does not count."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ontzorg.portals.shared.http import open_page

NAMES = "SELECT name FROM access_organisation WHERE"
SHOWN = 20
BOARD_FORM = '<form method="post"><input name="tekst" value="hallo"><button>Zet</button></form>'


@open_page
def list_of_operations(_request: HttpRequest, who: str) -> HttpResponse:
    """Show the links and forms that were written down for this role."""
    place = Path(settings.ENVIRONMENT.var) / f"{who}.html"
    if not place.exists():
        raise Http404
    return HttpResponse(place.read_text("utf-8"))


@open_page
def text_in_sql(request: HttpRequest) -> HttpResponse:
    """Paste a text between quotes."""
    return _rows(f"{NAMES} name LIKE '{request.GET.get('naam', '')}%'")


@open_page
def order_in_sql(request: HttpRequest) -> HttpResponse:
    """Paste a column to order by."""
    return _rows(f"{NAMES} true ORDER BY {request.GET.get('op', 'name')}")


@csrf_exempt
@open_page
def number_in_sql(request: HttpRequest) -> HttpResponse:
    """Paste a posted number."""
    return _rows(f"{NAMES} id > {request.POST.get('vanaf', '0')}")


@open_page
def cookie_in_sql(request: HttpRequest) -> HttpResponse:
    """Paste what a cookie says."""
    return _rows(f"{NAMES} name LIKE '{unquote(request.COOKIES.get('voorkeur', ''))}%'")


@open_page
def referer_in_sql(request: HttpRequest) -> HttpResponse:
    """Paste where the visitor says that he came from."""
    came_from = request.headers.get("Referer", "")
    return _rows(f"{NAMES} name LIKE '%' AND name <> '{came_from}'")


@open_page
def echo(request: HttpRequest) -> HttpResponse:
    """Show what was sent, as it is."""
    return _page(f"<p>Gezocht: {request.GET.get('naam', '')}</p>")


_notes: list[str] = []


@csrf_exempt
@open_page
def board(request: HttpRequest) -> HttpResponse:
    """Keep what was sent and show it, as it is, to everyone."""
    if request.method == "POST":
        _notes.append(request.POST.get("tekst", ""))
    return _page("".join(f"<p>{note}</p>" for note in _notes[-500:]) + BOARD_FORM)


@open_page
def any_file(request: HttpRequest) -> HttpResponse:
    """Show a file by its name, wherever it is."""
    try:
        text = (Path("/usr/share") / request.GET.get("naam", "")).read_text("utf-8", "replace")
    except (OSError, ValueError):
        raise Http404 from None
    return _page(f"<pre>{text[:5000]}</pre>")


@open_page
def anywhere(request: HttpRequest) -> HttpResponse:
    """Send the visitor on to wherever the address says."""
    response = HttpResponse(status=302)
    response["Location"] = request.GET.get("naar", "/")
    return response


@open_page
def talking_error(request: HttpRequest) -> HttpResponse:
    """Show what the database says about a text that breaks the question."""
    try:
        return _rows(f"{NAMES} name = '{request.GET.get('naam', '')}'", is_hidden=False)
    except DatabaseError as error:
        return _page(f"<p>PostgreSQL ERROR: {error}</p>")


def _rows(statement: str, *, is_hidden: bool = True) -> HttpResponse:
    """Run a statement as it was pasted together; an error is an empty page unless it is shown."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            names = [str(row[0]) for row in cursor.fetchmany(SHOWN)]
    except DatabaseError:
        if not is_hidden:
            raise
        names = []
    return _page("".join(f"<li>{name}</li>" for name in names))


def _page(body: str) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>Gat</title><body>{body}</body>")
