"""The log of messages that came in from other systems, with the answer each of them got."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import MandateColumns, PublicId


class BerichtState(models.TextChoices):
    """What became of a message as a whole."""

    PROCESSED = "verwerkt", _("Verwerkt")
    TRIED = "proef", _("Testbericht, alleen geprobeerd")
    REFUSED = "geweigerd", _("Niet verwerkt")


class Bericht(MandateColumns, PublicId):
    """One message and its answer. The message itself is not kept: what counts is recorded.

    `received_for` is the organisation that brought it in (0: the system). A processed message
    is unique by sender and reference; one that was refused may be sent again. The counts tell
    what became of its meldingen at that moment; one that waited may count by now.
    """

    werkgever_id = models.BigIntegerField(null=True, db_index=True)
    received_for = models.BigIntegerField()
    inzender = models.CharField(max_length=40)
    berichtreferentienummer = models.CharField(max_length=512)
    is_test = models.BooleanField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=BerichtState)
    meldingen_verwerkt = models.PositiveIntegerField(default=0)
    meldingen_geparkeerd = models.PositiveIntegerField(default=0)
    meldingen_geweigerd = models.PositiveIntegerField(default=0)
    answer = models.BinaryField()
    received_at = models.DateTimeField()
    received_by = models.BigIntegerField(null=True)
    received_by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("received_for", "inzender", "berichtreferentienummer"),
                name="bericht_reference_once_per_sender",
                condition=~models.Q(state="geweigerd"),
            ),
        ]

    def __str__(self) -> str:
        return f"bericht {self.berichtreferentienummer}"
