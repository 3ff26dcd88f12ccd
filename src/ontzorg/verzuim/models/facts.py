"""Facts that move the timeline and are no melding: leave, and steps that were taken."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import PartyColumns
from ontzorg.verzuim.models.quick_rows import QuickRows


class Fact(QuickRows, PartyColumns):
    """A dated statement by someone. A later one may replace it; none is ever changed."""

    dienstverband = models.ForeignKey("parties.Dienstverband", models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    is_withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ("recorded_at", "pk")


class Verlof(Fact):
    """Zwangerschaps- and bevallingsverlof, first and last day both included.

    `zelfde_oorzaak` is the yes or no of the bedrijfsarts to one question: is the sickness after
    the leave the same as before it? The cause itself has no place here. `flexibel_vanaf` is the
    first day on which the leave could have begun, when there was sickness before it.
    """

    start = models.DateField()
    eind = models.DateField()
    zelfde_oorzaak = models.BooleanField(null=True)
    flexibel_vanaf = models.DateField(null=True)

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                name="verlof_ends_after_start",
                condition=models.Q(eind__gte=models.F("start")),
            ),
            models.CheckConstraint(
                name="verlof_flexibel_before_start",
                condition=models.Q(flexibel_vanaf__isnull=True)
                | models.Q(flexibel_vanaf__lte=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"verlof {self.start} tot en met {self.eind}"


class FeitCode(models.TextChoices):
    """What can be recorded with a date; each moves a date in the timeline."""

    PROBLEEMANALYSE = "probleemanalyse", _("Probleemanalyse gereed")
    PLAN_VAN_AANPAK = "plan_van_aanpak", _("Plan van aanpak gereed")
    EVALUATIE = "evaluatie", _("Evaluatie gehouden")
    EERSTEJAARSEVALUATIE = "eerstejaarsevaluatie", _("Eerstejaarsevaluatie gehouden")
    MELDING_42_WEKEN = "melding_42_weken", _("42e-weekmelding gedaan")
    LANGDURIG_VERWACHT = "langdurig_verwacht", _("Pas later duidelijk dat de ziekte lang duurt")
    BIJSTELLING = "bijstelling", _("Bedrijfsarts past het advies aan")
    HERSTEL_VERWACHT = "herstel_verwacht", _("Bedrijfsarts verwacht herstel op")
    VANGNET = "vangnet", _("Vangnet")
    VANGNET_BEKEND = "vangnet_bekend", _("Recht op ziekengeld pas later duidelijk")
    WIA_BRIEF = "wia_brief", _("Brief van UWV over de WIA ontvangen")
    WIA_AANVRAAG = "wia_aanvraag", _("WIA aangevraagd")
    LOONSANCTIE_BESLUIT = "loonsanctie_besluit", _("Loonsanctie opgelegd")
    LOONSANCTIE_HERSTEL_GEMELD = "loonsanctie_herstel_gemeld", _("Herstel gemeld bij UWV")
    LOONSANCTIE_HERSTEL_VASTGESTELD = (
        "loonsanctie_herstel_vastgesteld",
        _("Herstel vastgesteld door UWV"),
    )
    VERLENGING = "verlenging", _("Loondoorbetaling vrijwillig verlengd tot en met")
    VERKORTE_WACHTTIJD_AANVRAAG = (
        "verkorte_wachttijd_aanvraag",
        _("Verkorte wachttijd aangevraagd bij UWV"),
    )
    VERKORTE_WACHTTIJD_TOT = (
        "verkorte_wachttijd_tot",
        _("Wachttijd verkort door UWV tot en met"),
    )
    ZONDER_ZIEKENGELD = "zonder_ziekengeld", _("Geen ziekengeld door de eerstejaarstoets vanaf")
    STAP = "stap", _("Stap gezet")


class Feit(Fact):
    """Something that happened on a day; `value` only for a fact that needs a word with it.

    For a `STAP` the value is the code of the milestone. `volgnummer` tells repeated steps apart.
    `eind` is the last day of a fact that lasts; without it such a fact goes on.
    `first_melding_id` says which case it belongs to; without it the day decides.
    """

    code = models.CharField(max_length=40, choices=FeitCode)
    day = models.DateField()
    eind = models.DateField(null=True)
    value = models.CharField(max_length=40, blank=True)
    volgnummer = models.PositiveSmallIntegerField(default=1)
    first_melding_id = models.BigIntegerField(null=True)

    class Meta(Fact.Meta):
        indexes = [models.Index(fields=("dienstverband", "code"), name="feit_by_employment")]
        constraints = [
            models.CheckConstraint(
                name="feit_ends_after_start",
                condition=models.Q(eind__isnull=True) | models.Q(eind__gte=models.F("day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.day}"
