"""Who a dossier is about and who works on it."""

from __future__ import annotations

from ontzorg.access.selectors import organisation_names
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.selectors.status import write_hours
from ontzorg.verzuim.selectors.views import PersonHeader


def build_header(row: Verzuimdossier) -> PersonHeader:
    """Return the head of the dossier page."""
    dienstverband = row.dienstverband
    werknemer, afdeling = dienstverband.werknemer, dienstverband.afdeling
    names = organisation_names((row.arbodienst_id, row.reintegratiebedrijf_id))
    return PersonHeader(
        werknemer_id=werknemer.pk,
        werknemer_public_id=werknemer.public_id,
        name=werknemer.name,
        functie=dienstverband.functie,
        uren_per_week=write_hours(dienstverband.uren_per_week),
        personeelsnummer=dienstverband.personeelsnummer,
        dienstverband_id=dienstverband.pk,
        werkgever_id=row.werkgever_id,
        werkgever_name=dienstverband.werkgever.organisation.name,
        afdeling_name=afdeling.name if afdeling else "",
        arbodienst_name=names.get(row.arbodienst_id, ""),
        reintegratiebedrijf_name=names.get(row.reintegratiebedrijf_id, ""),
        ontzorgmanager_name=row.ontzorgmanager_name,
    )
