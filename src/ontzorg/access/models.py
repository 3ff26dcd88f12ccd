"""Accounts, organisations, the roles people take there, and the mandates between them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontzorg.access.fields import PublicId, SingletonRange
from ontzorg.access.roles import ROLE_LABELS, Role


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever the capitals."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        """Make an account; the address is kept in lower case."""
        account = self.model(email=email.strip().lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with this address."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A person who can sign in. What he may do follows from his memberships."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        indexes = [models.Index(fields=("name", "id"), name="account_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name, as allauth and mails use it."""
        return self.name


class OrganisationKind(models.TextChoices):
    """What an organisation is in the chain."""

    WERKGEVER = "werkgever", _("Werkgever")
    ARBODIENST = "arbodienst", _("Arbodienst")
    REINTEGRATIE = "reintegratie", _("Re-integratiebedrijf")
    VERZEKERAAR = "verzekeraar", _("Verzekeraar")
    PROVIDER = "provider", _("Provider")
    ZIEKTEWET = "ziektewet", _("Uitvoerder Ziektewet")
    ADVISEUR = "adviseur", _("Adviseur")
    BEHEER = "beheer", _("Beheer")


class Organisation(PublicId):
    """A party with people: a werkgever, an arbodienst, an insurer and so on.

    `role_names` holds the organisation's own words for roles (M014), for example
    {"verzuimbegeleider": "Inzetbaarheidscoach"}. `variant` names its house norms.
    """

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    kvk_number = models.CharField(max_length=8, blank=True)
    variant = models.CharField(max_length=40, blank=True)
    role_names = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)
        indexes = [models.Index(fields=("name", "id"), name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

    def word_for(self, role: Role) -> str:
        """Return this organisation's own word for a role."""
        return str(self.role_names.get(role.value) or role.label)


class Brand(models.Model):
    """How the pages of an organisation look: its name, its colour and its logo (a PNG).

    What is empty is as usual. `version` is in the address of the style sheet and the logo.
    """

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, primary_key=True, related_name="brand"
    )
    name = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="brand_colour_is_hex",
                condition=models.Q(colour="") | models.Q(colour__regex=r"^#[0-9a-f]{6}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation_id)


class Membership(models.Model):
    """One role of one person at one organisation, over a period."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=30, choices=[(role.value, ROLE_LABELS[role]) for role in Role]
    )
    period = DateRangeField(help_text=_("Ingangsdatum telt mee, einddatum niet."))
    afdeling_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    werknemer_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    taakdelegatie = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_period_has_start",
                condition=models.Q(period__isempty=False, period__lower_inf=False),
            ),
            models.CheckConstraint(
                name="membership_medewerker_is_a_werknemer",
                condition=~models.Q(role=Role.MEDEWERKER) | models.Q(werknemer_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} @ {self.organisation_id}"


def _one_at_a_time(kind: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=f"mandate_one_{kind}",
        expressions=[
            (SingletonRange("werkgever_id"), RangeOperators.EQUAL),
            (models.F("period"), RangeOperators.OVERLAPS),
        ],
        condition=models.Q(kind=kind),
        violation_error_message=_("In deze periode is er al een organisatie van deze soort."),
    )


class Mandate(models.Model):
    """An organisation works for a werkgever, over a period, in the kind it is."""

    werkgever = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_given")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    period = DateRangeField(help_text=_("Ingangsdatum telt mee, einddatum niet."))

    class Meta:
        constraints = [
            # One organisation of such a kind at a time; a gap between two is allowed.
            _one_at_a_time("arbodienst"),
            _one_at_a_time("reintegratie"),
            _one_at_a_time("verzekeraar"),
            models.CheckConstraint(
                name="mandate_period_has_start",
                condition=models.Q(period__isempty=False, period__lower_inf=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} voor {self.werkgever_id} {self.period}"


class Deputy(models.Model):
    """Someone of the same organisation takes over a colleague's work for a while.

    Who could see that work stays known: an arrangement that was stopped keeps its row.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(Membership, models.CASCADE, related_name="deputy_for")
    organisation_id = models.BigIntegerField(db_index=True)
    period = DateRangeField(help_text=_("Ingangsdatum telt mee, einddatum niet."))
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputy_is_someone_else",
                condition=~models.Q(membership=models.F("deputy")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} voor {self.membership_id} {self.period}"


class IdempotencyKey(models.Model):
    """The result of a request that may be sent twice.

    `content_digest` is a keyed hash of what was asked; nobody can read from it what that was.
    """

    account_id = models.BigIntegerField()
    key = models.UUIDField()
    content_digest = models.BinaryField()
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("account_id", "key"), name="idempotency_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class OutboxMessage(models.Model):
    """A message that must leave: written with the change it tells of."""

    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    topic = models.CharField(max_length=80)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=("id",),
                name="outbox_waiting",
                condition=models.Q(delivered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.message_id}"


class KnownDevice(models.Model):
    """A browser that someone signed in with before. Of its cookie only a keyed hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="devices")
    cookie_hash = models.BinaryField(max_length=32)
    label = models.CharField(max_length=80)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("account", "cookie_hash"), name="device_known_once"),
        ]

    def __str__(self) -> str:
        return self.label


class SharedValue(models.Model):
    """A value that all processes share for a while: the counters against guessing passwords."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.key


class Noodtoegang(models.Model):
    """Someone opened a medical file in an emergency: why, and until when. Never changed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account_id = models.BigIntegerField()
    membership_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(db_index=True)
    actor_label = models.CharField(max_length=300)
    dossier_id = models.BigIntegerField()
    werknemer_id = models.BigIntegerField(db_index=True)
    werkgever_id = models.BigIntegerField()
    reason = models.CharField(max_length=40)
    opened_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="noodtoegang_ends_after_start",
                condition=models.Q(ends_at__gt=models.F("opened_at")),
            ),
            models.CheckConstraint(name="noodtoegang_has_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.opened_at}"


class FormerNumber(models.Model):
    """A number by which a medewerker was known, until two rows about him were put together.

    The log never changes, so lines from before speak of this number; he reads those as well.
    """

    former_id = models.BigIntegerField(primary_key=True)
    werknemer_id = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.former_id} is now {self.werknemer_id}"


class AuditEvent(models.Model):
    """One line of the audit log, as the database wrote it. Never changed, never removed."""

    chain = models.TextField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    action = models.TextField()
    result = models.TextField()
    account_id = models.BigIntegerField(null=True)
    role = models.TextField()
    organisation_id = models.BigIntegerField(null=True)
    actor_label = models.TextField()
    werkgever_id = models.BigIntegerField(null=True)
    werknemer_ids = ArrayField(models.BigIntegerField())
    object_type = models.TextField()
    object_id = models.BigIntegerField(null=True)
    fields = ArrayField(models.TextField())
    purpose = models.TextField()
    reason = models.TextField()
    channel = models.TextField()
    ip = models.TextField()
    request_id = models.TextField()
    login = models.TextField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = 'audit"."event'
        managed = False
        ordering = ("chain", "seq")

    def __str__(self) -> str:
        return f"{self.chain}#{self.seq} {self.action}"
