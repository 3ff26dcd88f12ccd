"""The style sheet and the logo of a brand. Their address changes with them, so they may be kept."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ontzorg.access.selectors import Brand
from ontzorg.portals.shared.brand import style_of
from ontzorg.portals.shared.http import open_page

KEPT = "private, max-age=31536000, immutable"


@open_page
@require_safe
def brand_style(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the style sheet."""
    brand = _find(public_id)
    if not brand.colour:
        raise Http404
    return _kept(style_of(brand.colour).encode(), "text/css; charset=utf-8")


@open_page
@require_safe
def brand_logo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the logo."""
    brand = _find(public_id)
    if not brand.logo:
        raise Http404
    return _kept(bytes(brand.logo), "image/png")


def _find(public_id: UUID) -> Brand:
    brand = Brand.objects.filter(organisation__public_id=public_id).first()
    if brand is None:
        raise Http404
    return brand


def _kept(content: bytes, content_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": KEPT})
