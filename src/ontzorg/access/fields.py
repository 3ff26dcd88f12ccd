"""Building blocks for models that hold personal data."""

from __future__ import annotations

import uuid

from django.db import models


class SingletonRange(models.Func):
    """An integer column as the range [n, n], so that plain GiST can compare it."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"
    output_field = models.Field()


class MandateColumns(models.Model):
    """The organisations that work for the werkgever of this row; a new mandate rewrites them."""

    arbodienst_id = models.BigIntegerField(null=True, db_index=True)
    reintegratiebedrijf_id = models.BigIntegerField(null=True, db_index=True)
    verzekeraar_id = models.BigIntegerField(null=True, db_index=True)
    adviseur_id = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        abstract = True


class PartyColumns(MandateColumns):
    """The parties that may see a row; row-level security compares one column per party.

    The mandate columns have no index of their own: one organisation may work for half of the
    book. A table with a list for such a party declares the index that gives its rows in order.
    """

    arbodienst_id = models.BigIntegerField(null=True)
    reintegratiebedrijf_id = models.BigIntegerField(null=True)
    verzekeraar_id = models.BigIntegerField(null=True)
    adviseur_id = models.BigIntegerField(null=True)
    werkgever_id = models.BigIntegerField(db_index=True)
    werknemer_id = models.BigIntegerField(db_index=True)

    class Meta:
        abstract = True


MANDATE_COLUMNS = ("arbodienst_id", "reintegratiebedrijf_id", "verzekeraar_id", "adviseur_id")
PARTY_COLUMNS = ("werkgever_id", "werknemer_id", *MANDATE_COLUMNS)


class PublicId(models.Model):
    """A random name for the outside, so that addresses do not tell numbers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A row that two people can edit: the second one is told, not overwritten."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
