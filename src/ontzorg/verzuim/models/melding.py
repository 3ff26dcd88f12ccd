"""A melding: what someone reported, as he reported it. It never changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import PartyColumns, PublicId
from ontzorg.verzuim.models.dossier import Verzuimdossier
from ontzorg.verzuim.models.quick_rows import QuickRows


class Door(models.TextChoices):
    """The way by which a melding came in."""

    WERKGEVER = "werkgever", _("Werkgeversportaal")
    WERKNEMER = "werknemer", _("Medewerker zelf")
    CASEMANAGER = "casemanager", _("Casemanager of arbodienst")
    SIVI = "sivi", _("Bericht van het salarispakket")
    COMMAND = "command", _("Beheerder")


class Soort(models.TextChoices):
    """What is reported. A correction or withdrawal points at the melding it is about."""

    ZIEKMELDING = "ziekmelding", _("Ziekmelding")
    WIJZIGING = "wijziging", _("Wijziging van het percentage")
    HERSTELMELDING = "herstelmelding", _("Herstelmelding")
    CORRECTIE = "correctie", _("Correctie")
    INTREKKING = "intrekking", _("Intrekking")


class Melding(QuickRows, PartyColumns, PublicId):
    """One report. `day` is the first sick day, the day of change or the first fit day.

    `percentage` is the degree of incapacity from that day. Only `dossier`, `parked_reason` and
    the party columns may change, because they follow from all facts together.
    """

    dienstverband = models.ForeignKey(
        "parties.Dienstverband", models.PROTECT, related_name="meldingen", db_index=False
    )
    dossier = models.ForeignKey(Verzuimdossier, models.PROTECT, null=True, related_name="meldingen")
    soort = models.CharField(max_length=20, choices=Soort)
    day = models.DateField()
    percentage = models.PositiveSmallIntegerField(null=True)
    arbeidstherapeutisch_uren = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    verwacht_hersteld_op = models.DateField(null=True)
    vangnet = models.BooleanField(null=True)
    verkeersongeval_derde = models.BooleanField(null=True)
    refers_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    door = models.CharField(max_length=20, choices=Door)
    extern_ref = models.CharField(max_length=120, blank=True)
    reported_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)
    recorded_by_label = models.CharField(max_length=200)
    parked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("recorded_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="melding_percentage_possible",
                condition=models.Q(percentage__isnull=True) | models.Q(percentage__lte=100),
            ),
            models.CheckConstraint(
                name="melding_follow_up_points_back",
                condition=~models.Q(soort__in=("correctie", "intrekking"))
                | models.Q(refers_to__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("dienstverband", "extern_ref"),
                name="melding_extern_ref_once",
                condition=~models.Q(extern_ref=""),
            ),
        ]
        indexes = [
            models.Index(fields=("dienstverband", "id"), name="melding_by_employment"),
            models.Index(
                fields=("recorded_at", "id"),
                name="melding_parked",
                condition=~models.Q(parked_reason=""),
            ),
            models.Index(
                fields=("werkgever_id", "recorded_at", "id"),
                name="melding_of_werknemer",
                condition=models.Q(door=Door.WERKNEMER),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.day}"


class MeldingIntake(PartyColumns):
    """The answers an employer may ask for at a ziekmelding (process.md 2.14); nothing else."""

    melding = models.OneToOneField(Melding, models.PROTECT, primary_key=True, related_name="intake")
    telefoon = models.CharField(max_length=20, blank=True)
    verpleegadres = models.CharField(max_length=300, blank=True)
    lopende_afspraken = models.CharField(max_length=1000, blank=True)
    arbeidsongeval = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"intake bij {self.pk}"


class MeldingBesluit(PartyColumns):
    """What the employer answered to a melding of the werknemer himself."""

    melding = models.OneToOneField(
        Melding, models.PROTECT, primary_key=True, related_name="besluit"
    )
    is_confirmed = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"besluit over {self.pk}"
