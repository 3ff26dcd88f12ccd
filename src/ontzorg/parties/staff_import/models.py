"""An import of staff: its file, the rows read from it, and what each row changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import PublicId


class State(models.TextChoices):
    """How far an import is."""

    COLUMNS = "columns", _("Kolommen kiezen")
    READING = "reading", _("Wordt gelezen")
    READY = "ready", _("Wacht op u")
    WRITING = "writing", _("Wordt overgenomen")
    DONE = "done", _("Overgenomen")
    UNDOING = "undoing", _("Wordt teruggedraaid")
    UNDONE = "undone", _("Teruggedraaid")
    REFUSED = "refused", _("Niet te lezen")
    CANCELLED = "cancelled", _("Niet overgenomen")


WORKING = (State.READING, State.WRITING, State.UNDOING)


class StaffImport(PublicId):
    """One file with staff of one employer, and what became of it.

    `acting` names who pressed the last button, for the log of the job that follows. `counts`
    holds how many rows are new, changed, equal or wrong, and how many people are absent from
    the file. `bsn_lines` are the rows whose other BSN the user wants. `notice` is the code of what
    the user must know, with its value.
    """

    werkgever = models.ForeignKey(
        "parties.Werkgever", models.PROTECT, related_name="staff_imports", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.COLUMNS)
    file_name = models.CharField(max_length=200)
    byte_count = models.BigIntegerField()
    header = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    samples = models.BinaryField(null=True)
    acting = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    new_afdelingen = models.JSONField(default=list)
    bsn_lines = models.JSONField(default=list)
    notice = models.CharField(max_length=40, blank=True)
    notice_value = models.CharField(max_length=500, blank=True)
    rows_read = models.IntegerField(default=0)
    share_done = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=300)
    moved_at = models.DateTimeField(auto_now=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=("werkgever", "-id"), name="staff_import_of_werkgever"),
            models.Index(
                fields=("moved_at",),
                name="staff_import_to_clear",
                condition=models.Q(cleared_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"inlezing {self.pk}"


class FilePart(models.Model):
    """A piece of the file, sealed. It goes when the import is done, cancelled or too old."""

    staff_import = models.ForeignKey(StaffImport, models.CASCADE, related_name="parts")
    werkgever_id = models.BigIntegerField()
    number = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("staff_import", "number"), name="file_part_once"),
        ]

    def __str__(self) -> str:
        return f"deel {self.number} van inlezing {self.staff_import_id}"


class ReadRow(models.Model):
    """A row as it was read, for the system alone: COPY brings it here, and it goes again.

    What is null was not in the file and changes nothing. BSN and IBAN are sealed.
    """

    staff_import = models.ForeignKey(
        StaffImport, models.CASCADE, related_name="read_rows", db_constraint=False
    )
    line = models.IntegerField()
    person_key = models.TextField()
    bsn_sealed = models.BinaryField(null=True)
    bsn_index = models.BinaryField(null=True)
    iban_sealed = models.BinaryField(null=True)
    iban_index = models.BinaryField(null=True)
    extern_id = models.TextField(null=True)  # noqa: DJ001 - null and empty differ here
    voorletters = models.TextField(null=True)  # noqa: DJ001
    roepnaam = models.TextField(null=True)  # noqa: DJ001
    tussenvoegsel = models.TextField(null=True)  # noqa: DJ001
    achternaam = models.TextField(null=True)  # noqa: DJ001
    naamgebruik = models.TextField(null=True)  # noqa: DJ001
    partner_tussenvoegsel = models.TextField(null=True)  # noqa: DJ001
    partner_achternaam = models.TextField(null=True)  # noqa: DJ001
    geslacht = models.TextField(null=True)  # noqa: DJ001
    geboortedatum = models.DateField(null=True)
    email = models.TextField(null=True)  # noqa: DJ001
    telefoon = models.TextField(null=True)  # noqa: DJ001
    straat = models.TextField(null=True)  # noqa: DJ001
    huisnummer = models.TextField(null=True)  # noqa: DJ001
    postcode = models.TextField(null=True)  # noqa: DJ001
    woonplaats = models.TextField(null=True)  # noqa: DJ001
    land = models.TextField(null=True)  # noqa: DJ001
    dienstverband_id = models.TextField(null=True)  # noqa: DJ001
    personeelsnummer = models.TextField(null=True)  # noqa: DJ001
    afdeling = models.TextField(null=True)  # noqa: DJ001
    functie = models.TextField(null=True)  # noqa: DJ001
    uren_per_week = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    contractduur = models.TextField(null=True)  # noqa: DJ001
    begint_op = models.DateField(null=True)
    eindigt_op = models.DateField(null=True)
    arbeidsverhouding = models.TextField(null=True)  # noqa: DJ001
    norm_uren = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    leidinggevende = models.TextField(null=True)  # noqa: DJ001
    leidinggevende_voorletters = models.TextField(null=True)  # noqa: DJ001
    leidinggevende_email = models.TextField(null=True)  # noqa: DJ001
    wachtdagen = models.SmallIntegerField(null=True)
    loondoorbetaling_jaar_1 = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    loondoorbetaling_jaar_2 = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    loon = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    loon_per = models.TextField(null=True)  # noqa: DJ001
    geldig_vanaf = models.DateField(null=True)
    bronsysteem = models.TextField(null=True)  # noqa: DJ001
    faults = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"regel {self.line} van inlezing {self.staff_import_id}"


class Outcome(models.TextChoices):
    """What a row does."""

    WRONG = "wrong", _("fout")
    NEW = "new", _("nieuw")
    CHANGED = "changed", _("gewijzigd")
    SAME = "same", _("gelijk")


class StaffRow(models.Model):
    """What one row does: whom it is about, what changes, or what is wrong.

    `before` and `after` hold the columns that change; of what is new, `after` holds the few that
    are shown before it is taken over. `first_line` is the row that speaks for
    the person when he has more rows. `cells` are the sealed cells of a wrong row, for the
    list to repair. `bsn_change` is there when the file has another BSN, which is taken over only
    when the user says so for this row. `valid_from` is the day from which department, function,
    hours or wage change, and `history` is what was kept of them before.
    """

    staff_import = models.ForeignKey(
        StaffImport, models.CASCADE, related_name="rows", db_index=False
    )
    werkgever_id = models.BigIntegerField()
    line = models.IntegerField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    name = models.TextField(blank=True)
    person_key = models.TextField()
    first_line = models.IntegerField()
    public_id = models.UUIDField(null=True)
    werknemer_id = models.BigIntegerField(null=True)
    dienstverband_id = models.BigIntegerField(null=True)
    is_new_person = models.BooleanField(default=False)
    is_new_work = models.BooleanField(default=False)
    adds_bsn = models.BooleanField(default=False)
    person_before = models.JSONField(null=True)
    person_after = models.JSONField(null=True)
    work_before = models.JSONField(null=True)
    work_after = models.JSONField(null=True)
    bsn_change = models.JSONField(null=True)
    valid_from = models.DateField(null=True)
    history = models.JSONField(null=True)
    person_version = models.IntegerField(null=True)
    work_version = models.IntegerField(null=True)
    faults = models.JSONField(null=True)
    cells = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("staff_import", "line"), name="staff_row_once"),
        ]
        indexes = [
            models.Index(fields=("staff_import", "outcome", "line"), name="staff_row_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"regel {self.line} van inlezing {self.staff_import_id}"


class ColumnMemory(models.Model):
    """Which column holds what in the files of an employer, as chosen the last time."""

    werkgever = models.OneToOneField(
        "parties.Werkgever", models.CASCADE, primary_key=True, related_name="column_memory"
    )
    columns = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"kolommen van {self.pk}"


class MergeState(models.TextChoices):
    """How far a merge of two persons is."""

    WAITING = "waiting", _("Wordt samengevoegd")
    DONE = "done", _("Samengevoegd")
    REFUSED = "refused", _("Niet samengevoegd")
    UNDOING = "undoing", _("Wordt teruggedraaid")
    UNDONE = "undone", _("Teruggedraaid")


class PersonMerge(PublicId):
    """Two rows about one person, put together; `sealed` holds what undoing needs.

    `is_bsn_checked` when the user said that the BSN of the one who was to stay is the right one.
    """

    werkgever = models.ForeignKey("parties.Werkgever", models.PROTECT, related_name="person_merges")
    kept_public_id = models.UUIDField()
    gone_public_id = models.UUIDField()
    kept_name = models.CharField(max_length=300)
    gone_name = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=MergeState, default=MergeState.WAITING)
    notice = models.CharField(max_length=500, blank=True)
    acting = models.JSONField(default=dict)
    is_bsn_checked = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_is_of_two",
                condition=~models.Q(kept_public_id=models.F("gone_public_id")),
            ),
        ]

    def __str__(self) -> str:
        return f"samenvoeging {self.pk}"
