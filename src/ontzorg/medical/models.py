"""Medical records. They live in their own schema, behind their own database login."""

from __future__ import annotations

from django.db import models

from ontzorg.access.fields import PublicId


class ConsultNote(PublicId):
    """What the bedrijfsarts, or someone to whom he delegated it, wrote down of a consult.

    The text is sealed and bound to this row. A later note replaces an earlier one; both stay.
    """

    dossier_id = models.BigIntegerField(db_index=True)
    werknemer_id = models.BigIntegerField(db_index=True)
    werkgever_id = models.BigIntegerField()
    arbodienst_id = models.BigIntegerField(db_index=True)
    consulted_on = models.DateField()
    note_sealed = models.BinaryField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    written_at = models.DateTimeField()
    written_by = models.BigIntegerField()
    written_by_label = models.CharField(max_length=200)

    class Meta:
        db_table = 'medical"."consultnote'
        ordering = ("-consulted_on", "-pk")

    def __str__(self) -> str:
        return f"consult {self.pk}"
