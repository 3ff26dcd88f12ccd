"""The dossier: one legal sickness case of one employment."""

from __future__ import annotations

from django.db import models

from ontzorg.access.fields import PartyColumns, PublicId, Versioned
from ontzorg.verzuim.models.quick_rows import QuickRows

RUNNING = models.Q(closed_on__isnull=True, withdrawn_on__isnull=True)


ENDED = models.Q(closed_on__isnull=False) | models.Q(withdrawn_on__isnull=False)


def _running_index(column: str, name: str) -> models.Index:
    return models.Index(fields=(column, "eerste_ziektedag", "id"), name=name, condition=RUNNING)


def _ended_index(column: str, name: str) -> models.Index:
    return models.Index(fields=(column, "eerste_ziektedag", "id"), name=name, condition=ENDED)


class Verzuimdossier(QuickRows, PartyColumns, PublicId, Versioned):
    """One legal case: everything here follows from the facts and is computed again from them.

    `tijdlijn` holds the outcome of the rules with its trace. `first_melding_id` is the anchor
    by which a case keeps its row when its first day is corrected. `planned_from` marks what the
    plan of a closed dossier was made from, so that the same plan is not made again.
    """

    dienstverband = models.ForeignKey(
        "parties.Dienstverband", models.PROTECT, related_name="dossiers"
    )
    afdeling_id = models.BigIntegerField(null=True)
    first_melding_id = models.BigIntegerField()
    eerste_ziektedag = models.DateField()
    percentage = models.PositiveSmallIntegerField()
    hersteld_op = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    ontzorgmanager_id = models.BigIntegerField(null=True, db_index=True)
    ontzorgmanager_name = models.CharField(max_length=200, blank=True)
    tijdlijn = models.JSONField(default=dict)
    planned_at = models.DateTimeField()
    planned_from = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-eerste_ziektedag", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("dienstverband",),
                name="dossier_one_open_per_dienstverband",
                condition=models.Q(
                    closed_on__isnull=True, withdrawn_on__isnull=True, hersteld_op__isnull=True
                ),
            ),
            models.CheckConstraint(
                name="dossier_percentage_possible", condition=models.Q(percentage__lte=100)
            ),
        ]

        indexes = [
            _running_index("werkgever_id", "dossier_running_werkgever"),
            _running_index("arbodienst_id", "dossier_running_arbodienst"),
            _running_index("reintegratiebedrijf_id", "dossier_running_reintegratie"),
            _running_index("verzekeraar_id", "dossier_running_verzekeraar"),
            _running_index("ontzorgmanager_id", "dossier_running_manager"),
            _ended_index("werkgever_id", "dossier_ended_werkgever"),
            _ended_index("arbodienst_id", "dossier_ended_arbodienst"),
            _ended_index("reintegratiebedrijf_id", "dossier_ended_reintegratie"),
            _ended_index("verzekeraar_id", "dossier_ended_verzekeraar"),
            models.Index(fields=("closes_on",), name="dossier_to_close", condition=RUNNING),
        ]

    def __str__(self) -> str:
        return f"dossier {self.pk} ({self.eerste_ziektedag})"
