"""A task: one duty of one party in one dossier, as the rules derived it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import PartyColumns, PublicId, Versioned
from ontzorg.verzuim.models.dossier import Verzuimdossier
from ontzorg.verzuim.models.quick_rows import QuickRows


class TaskOwner(models.TextChoices):
    """Whose duty it is."""

    WERKGEVER = "werkgever", _("Werkgever")
    WERKNEMER = "werknemer", _("Werknemer")
    ONTZORGMANAGER = "ontzorgmanager", _("Ontzorgmanager")
    BEDRIJFSARTS = "bedrijfsarts", _("Bedrijfsarts")
    VERZUIMBEGELEIDER = "verzuimbegeleider", _("Medisch verzuimbegeleider")
    UWV = "uwv", _("UWV")


OPEN = Q(completed_on__isnull=True, withdrawn_on__isnull=True, suspended_on__isnull=True)
FREE = OPEN & Q(assigned_to__isnull=True)


def _open_index(column: str, name: str) -> models.Index:
    """Give the open tasks of someone in the order of their days."""
    return models.Index(fields=(column, "due_on", "id"), name=name, condition=OPEN)


def _free_index(column: str, name: str) -> models.Index:
    """Give the open tasks of one kind of people that nobody has, in the order of their days."""
    return models.Index(fields=(column, "owner", "due_on", "id"), name=name, condition=FREE)


class Task(QuickRows, PartyColumns, PublicId, Versioned):
    """One duty. Dates and trace come from the rules; what people did stays.

    `legal_due_on` is the last day by law, `due_on` the last working day on or before it,
    `grace_on` the day UWV still accepts. `completed_on` is the day on which it was really done.
    """

    # The constraint below starts with the dossier, so that it needs no index of its own.
    dossier = models.ForeignKey(
        Verzuimdossier, models.PROTECT, related_name="tasks", db_index=False
    )
    afdeling_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=40)
    volgnummer = models.PositiveSmallIntegerField(default=1)
    owner = models.CharField(max_length=20, choices=TaskOwner)
    soort = models.CharField(max_length=20)
    legal_due_on = models.DateField(null=True)
    due_on = models.DateField()
    grace_on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    bron = models.CharField(max_length=300)
    trace = models.JSONField(default=list)
    assigned_to = models.BigIntegerField(null=True)
    assigned_name = models.CharField(max_length=200, blank=True)
    completed_on = models.DateField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.BigIntegerField(null=True)
    completed_by_label = models.CharField(max_length=200, blank=True)
    suspended_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("dossier", "code", "volgnummer"), name="task_once_per_dossier"
            ),
        ]
        indexes = [
            _open_index("werkgever_id", "task_open_werkgever"),
            _open_index("werknemer_id", "task_open_werknemer"),
            _open_index("arbodienst_id", "task_open_arbodienst"),
            _open_index("reintegratiebedrijf_id", "task_open_reintegratie"),
            _open_index("verzekeraar_id", "task_open_verzekeraar"),
            _open_index("assigned_to", "task_open_assigned"),
            _free_index("arbodienst_id", "task_free_arbodienst"),
            _free_index("reintegratiebedrijf_id", "task_free_reintegratie"),
            models.Index(fields=("dossier",), name="task_open_dossier", condition=OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due_on}"
