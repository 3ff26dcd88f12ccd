"""The employer, the words his name is found by, and his departments."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import MandateColumns


class Werkgever(MandateColumns):
    """An employer, and the organisations that now work for it.

    The two days say from when up to and including when he bears the risk of the Ziektewet
    himself.
    """

    organisation = models.OneToOneField(
        "access.Organisation", models.PROTECT, primary_key=True, related_name="werkgever"
    )
    loonheffingennummer = models.CharField(max_length=12, blank=True)
    aansluitnummer = models.CharField(max_length=40, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    eigenrisicodrager_vanaf = models.DateField(null=True, blank=True)
    eigenrisicodrager_eind = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="werkgever_eigenrisicodrager_ends_after_start",
                condition=models.Q(eigenrisicodrager_eind__isnull=True)
                | models.Q(
                    eigenrisicodrager_vanaf__isnull=False,
                    eigenrisicodrager_eind__gte=models.F("eigenrisicodrager_vanaf"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def is_eigenrisicodrager_on(self, day: date) -> bool:
        """Tell whether the employer bears the risk of the Ziektewet on this day."""
        start, end = self.eigenrisicodrager_vanaf, self.eigenrisicodrager_eind
        return start is not None and start <= day and (end is None or day <= end)


def search_index(column: str, name: str) -> models.Index:
    """Return the index by which one party finds names that begin with what it types."""
    return models.Index(fields=(column, "search_name", "id"), name=name)


class NamePart(MandateColumns):
    """The name of an employer from one of its words on, so that every word can be searched for.

    The database writes these rows by itself, when an employer comes and when he is renamed.
    """

    # The indexes below start with these.
    arbodienst_id = models.BigIntegerField(null=True)
    reintegratiebedrijf_id = models.BigIntegerField(null=True)
    verzekeraar_id = models.BigIntegerField(null=True)
    adviseur_id = models.BigIntegerField(null=True)
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="name_parts")
    search_name = models.CharField(max_length=200, db_collation="C")

    class Meta:
        indexes = [
            search_index("arbodienst_id", "namepart_search_arbodienst"),
            search_index("reintegratiebedrijf_id", "namepart_search_reintegratie"),
            search_index("verzekeraar_id", "namepart_search_verzekeraar"),
            search_index("adviseur_id", "namepart_search_adviseur"),
        ]

    def __str__(self) -> str:
        return self.search_name


class Afdeling(MandateColumns):
    """A department, with a leidinggevende who sees only its people."""

    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="afdelingen")
    name = models.CharField(_("naam"), max_length=120)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("werkgever", "name"), name="afdeling_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
