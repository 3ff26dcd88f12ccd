"""An employment: the work as it is now, what it was, and the wage."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import MandateColumns, Versioned
from ontzorg.parties.models.werkgever import Afdeling, Werkgever
from ontzorg.parties.models.werknemer import Werknemer


class Contractduur(models.TextChoices):
    """Whether an employment has an end that was agreed on."""

    BEPAALD = "bepaald", _("Bepaalde tijd")
    ONBEPAALD = "onbepaald", _("Onbepaalde tijd")


def _percentage() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)


class Arbeidsverhouding(models.TextChoices):
    """What kind of employment it is, in the words of the payroll."""

    ARBEIDSOVEREENKOMST = "arbeidsovereenkomst", _("Arbeidsovereenkomst")
    OPROEP = "oproep", _("Oproepovereenkomst")
    UITZEND = "uitzend", _("Uitzendovereenkomst")
    LEERWERK = "leerwerk", _("Leer-werkovereenkomst")
    STAGE = "stage", _("Stage")
    DGA = "dga", _("Directeur-grootaandeelhouder")


class Dienstverband(MandateColumns, Versioned):
    """One employment of one werknemer, with the work he does now; `WorkTerms` knows what it was.

    `loondoorbetaling_jaar_1` and `_2` are the percentages of the wage that are paid on in the
    first and the second year of illness. `bronsysteem` names the package that the numbers
    `extern_id` and `personeelsnummer` come from.
    """

    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="dienstverbanden")
    werknemer = models.ForeignKey(Werknemer, models.PROTECT, related_name="dienstverbanden")
    afdeling = models.ForeignKey(Afdeling, models.PROTECT, null=True, blank=True)
    extern_id = models.CharField(max_length=60, blank=True)
    personeelsnummer = models.CharField(max_length=40, blank=True)
    functie = models.CharField(max_length=120, blank=True)
    uren_per_week = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    begint_op = models.DateField()
    eindigt_op = models.DateField(null=True, blank=True, help_text=_("Laatste dag in dienst."))
    contractduur = models.CharField(
        max_length=10, choices=Contractduur, blank=True, default="", db_default=""
    )
    arbeidsverhouding = models.CharField(
        max_length=20, choices=Arbeidsverhouding, blank=True, default="", db_default=""
    )
    norm_uren = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    wachtdagen = models.PositiveSmallIntegerField(null=True, blank=True)
    loondoorbetaling_jaar_1 = _percentage()
    loondoorbetaling_jaar_2 = _percentage()
    leidinggevende = models.CharField(max_length=120, blank=True, default="", db_default="")
    leidinggevende_voorletters = models.CharField(
        max_length=20, blank=True, default="", db_default=""
    )
    leidinggevende_email = models.EmailField(blank=True, default="", db_default="")
    bronsysteem = models.CharField(max_length=40, blank=True, default="", db_default="")
    huishoudelijk = models.BooleanField(
        default=False,
        db_default=False,
        help_text=_("Werk in een particulier huishouden op minder dan vier dagen per week."),
    )

    class Meta:
        ordering = ("begint_op", "pk")
        indexes = [
            models.Index(fields=("werkgever", "personeelsnummer"), name="dienstverband_by_number"),
            models.Index(fields=("personeelsnummer", "id"), name="dienstverband_any_number"),
        ]
        constraints = [
            models.CheckConstraint(
                name="dienstverband_ends_after_start",
                condition=models.Q(eindigt_op__isnull=True)
                | models.Q(eindigt_op__gte=models.F("begint_op")),
            ),
            models.CheckConstraint(
                name="dienstverband_hours_possible",
                condition=models.Q(uren_per_week__isnull=True)
                | models.Q(uren_per_week__gt=0, uren_per_week__lte=60),
            ),
            models.CheckConstraint(
                name="dienstverband_percentages_possible",
                condition=~models.Q(loondoorbetaling_jaar_1__gt=100)
                & ~models.Q(loondoorbetaling_jaar_2__gt=100),
            ),
        ]

    def __str__(self) -> str:
        return f"dienstverband {self.pk}"

    def runs_on(self, day: date) -> bool:
        """Tell whether the person is employed on this day."""
        return self.begint_op <= day and (self.eindigt_op is None or self.eindigt_op >= day)


class WorkTerms(MandateColumns):
    """Department, function and hours of an employment from a day until the next such day.

    Only of an employment in which they changed: the first row then says what they were from the
    start. A day to come waits here; the employment itself holds what is true today.
    """

    werkgever_id = models.BigIntegerField(db_index=True)
    werknemer_id = models.BigIntegerField(db_index=True)
    dienstverband = models.ForeignKey(
        Dienstverband, models.PROTECT, related_name="terms", db_index=False
    )
    vanaf = models.DateField(db_index=True)
    afdeling = models.ForeignKey(Afdeling, models.PROTECT, null=True)
    functie = models.CharField(max_length=120, blank=True)
    uren_per_week = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    norm_uren = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("vanaf",)
        constraints = [
            models.UniqueConstraint(fields=("dienstverband", "vanaf"), name="terms_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"dienstverband {self.dienstverband_id} vanaf {self.vanaf}"


class LoonPer(models.TextChoices):
    """The time that a wage is for."""

    UUR = "uur", _("per uur")
    WEEK = "week", _("per week")
    VIER_WEKEN = "vier weken", _("per vier weken")
    MAAND = "maand", _("per maand")
    JAAR = "jaar", _("per jaar")


class Loon(models.Model):
    """The gross wage of an employment from a day. For the employer and the person alone."""

    werkgever_id = models.BigIntegerField(db_index=True)
    werknemer_id = models.BigIntegerField(db_index=True)
    dienstverband = models.ForeignKey(
        Dienstverband, models.PROTECT, related_name="lonen", db_index=False
    )
    vanaf = models.DateField()
    bedrag = models.DecimalField(max_digits=10, decimal_places=2)
    per = models.CharField(max_length=10, choices=LoonPer)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("vanaf",)
        constraints = [
            models.UniqueConstraint(fields=("dienstverband", "vanaf"), name="loon_once_per_day"),
            models.CheckConstraint(name="loon_is_paid", condition=models.Q(bedrag__gt=0)),
        ]

    def __str__(self) -> str:
        return f"loon van dienstverband {self.dienstverband_id} vanaf {self.vanaf}"
