"""The employer, the people who work there and their employments."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import MandateColumns, PublicId, Versioned


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


def _search_index(column: str, name: str) -> models.Index:
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
            _search_index("arbodienst_id", "namepart_search_arbodienst"),
            _search_index("reintegratiebedrijf_id", "namepart_search_reintegratie"),
            _search_index("verzekeraar_id", "namepart_search_verzekeraar"),
            _search_index("adviseur_id", "namepart_search_adviseur"),
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
            _search_index("werkgever", "werknemer_search_werkgever"),
            _search_index("arbodienst_id", "werknemer_search_arbodienst"),
            _search_index("reintegratiebedrijf_id", "werknemer_search_reintegratie"),
            _search_index("verzekeraar_id", "werknemer_search_verzekeraar"),
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
