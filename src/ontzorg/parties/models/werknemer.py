"""A person as one employer knows him, and what is kept of him apart."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import MandateColumns, PublicId, Versioned
from ontzorg.parties.models.werkgever import Werkgever, search_index


class Geslacht(models.TextChoices):
    """Sex as the sector standard writes it."""

    MAN = "M", _("Man")
    VROUW = "V", _("Vrouw")
    ONBEKEND = "O", _("Onbekend of anders")


class Naamgebruik(models.TextChoices):
    """Which name someone uses, as the sector standard tells them apart."""

    EIGEN = "eigen", _("Eigen naam")
    PARTNER = "partner", _("Naam van de partner")
    PARTNER_EIGEN = "partner-eigen", _("Naam van de partner, dan eigen naam")
    EIGEN_PARTNER = "eigen-partner", _("Eigen naam, dan naam van de partner")


class Werknemer(MandateColumns, PublicId, Versioned):
    """A person as one employer knows him: name, birth date and how to reach him."""

    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="werknemers")
    extern_id = models.CharField(max_length=60, blank=True)
    voorletters = models.CharField(max_length=20)
    roepnaam = models.CharField(max_length=60, blank=True)
    tussenvoegsel = models.CharField(max_length=20, blank=True)
    achternaam = models.CharField(max_length=120)
    naamgebruik = models.CharField(
        max_length=13,
        choices=Naamgebruik,
        default=Naamgebruik.EIGEN,
        db_default=Naamgebruik.EIGEN.value,
    )
    partner_tussenvoegsel = models.CharField(max_length=20, blank=True, db_default="")
    partner_achternaam = models.CharField(max_length=120, blank=True, db_default="")
    geslacht = models.CharField(max_length=1, choices=Geslacht, default=Geslacht.ONBEKEND)
    geboortedatum = models.DateField()
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    woonplaats = models.CharField(max_length=120, blank=True)
    land = models.CharField(max_length=2, default="NL")
    # In capitals and ordered by letter alone: so the start of a name is a range of an index.
    search_name = models.GeneratedField(
        expression=Upper("achternaam"),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        ordering = ("achternaam", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("werkgever", "extern_id"),
                name="werknemer_extern_id_once",
                condition=~models.Q(extern_id=""),
            ),
        ]
        indexes = [
            models.Index(fields=("werkgever", "achternaam", "id"), name="werknemer_by_name"),
            search_index("werkgever", "werknemer_search_werkgever"),
            search_index("arbodienst_id", "werknemer_search_arbodienst"),
            search_index("reintegratiebedrijf_id", "werknemer_search_reintegratie"),
            search_index("verzekeraar_id", "werknemer_search_verzekeraar"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as people say it: roepnaam or voorletters, then the family name in use."""
        return _joined(self.roepnaam or self.voorletters, self.family_name)

    @property
    def family_name(self) -> str:
        """The family name that someone uses: his own, his partner's, or both in his order."""
        own = _joined(self.tussenvoegsel, self.achternaam)
        partner = _joined(self.partner_tussenvoegsel, self.partner_achternaam)
        match self.naamgebruik if partner else Naamgebruik.EIGEN:
            case Naamgebruik.PARTNER:
                return partner
            case Naamgebruik.PARTNER_EIGEN:
                return f"{partner}-{own}"
            case Naamgebruik.EIGEN_PARTNER:
                return f"{own}-{partner}"
        return own


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


class Identificatie(MandateColumns):
    """The BSN of a werknemer: sealed, and findable only with the key."""

    werknemer = models.OneToOneField(
        Werknemer, models.PROTECT, primary_key=True, related_name="identificatie"
    )
    werkgever_id = models.BigIntegerField()
    bsn_sealed = models.BinaryField()
    bsn_index = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("werkgever_id", "bsn_index"), name="bsn_once_per_werkgever"
            ),
        ]

    def __str__(self) -> str:
        return f"identificatie {self.pk}"


class Invitation(models.Model):
    """A person may see his own pages: asked at which address, when, and whether he came.

    `refused_on`: no account could be made at this address.
    """

    werknemer = models.OneToOneField(
        Werknemer, models.PROTECT, primary_key=True, related_name="invitation"
    )
    werkgever_id = models.BigIntegerField()
    email = models.EmailField()
    invited_on = models.DateField()
    refused_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("werkgever_id", "email"), name="invitation_address_once_per_werkgever"
            ),
            models.CheckConstraint(
                name="invitation_refused_or_accepted",
                condition=models.Q(refused_on__isnull=True) | models.Q(accepted_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"


class Bankrekening(models.Model):
    """The account that a werknemer is paid on: sealed, and comparable only with the key."""

    werknemer = models.OneToOneField(
        Werknemer, models.PROTECT, primary_key=True, related_name="bankrekening"
    )
    werkgever_id = models.BigIntegerField(db_index=True)
    iban_sealed = models.BinaryField()
    iban_index = models.BinaryField()

    def __str__(self) -> str:
        return f"bankrekening {self.pk}"
