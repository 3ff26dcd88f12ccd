"""How a table says who may touch which of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ontzorg.access.roles import Party

OWNER = "ontzorg_owner"


class Login(StrEnum):
    """A database login. None is a superuser; each has its own rights and password."""

    MIGRATOR = "ontzorg_migrator"
    WEB_PORTAL = "ontzorg_web_portal"
    WEB_MEDICAL = "ontzorg_web_medical"
    WEB_SIGNIN = "ontzorg_web_signin"
    JOBS = "ontzorg_jobs"
    AUDIT_READER = "ontzorg_audit_reader"
    BACKUP = "ontzorg_backup"


class MedicalParty(StrEnum):
    """A party inside the medical room. Only the medical login can take these roles."""

    ARBODIENST = "medical_arbodienst"
    WERKNEMER = "medical_werknemer"


class Caretaker(StrEnum):
    """A role for work on the database itself, which only the migrator can take."""

    KEYS = "ontzorg_keys"


Holder = Party | MedicalParty | Login | Caretaker

ROLES_OF_LOGIN: Mapping[Login, tuple[Party | MedicalParty, ...]] = {
    Login.WEB_PORTAL: tuple(party for party in Party if party is not Party.SYSTEM),
    Login.WEB_MEDICAL: tuple(MedicalParty),
    Login.JOBS: (Party.SYSTEM,),
}


class Category(StrEnum):
    """The data categories of the matrix "wie ziet wat"; TECHNICAL holds no person."""

    IDENTITY = "Naam en contactgegevens"
    BSN = "BSN"
    EMPLOYMENT = "Dienstverband, functie en uren"
    SALARY = "Loon"
    ABSENCE = "Ziek- en hersteldata, percentage en uren"
    INTAKE = "Antwoorden bij de ziekmelding"
    STEPS = "Status van de stappen"
    LEAVE = "Zwangerschaps- en verlofdata"
    MEDICAL = "Medische gegevens"
    ACCESS = "Accounts, rollen en mandaten"
    AUDIT = "Logboek"
    EXCHANGE = "Berichtenverkeer"
    TECHNICAL = "Techniek"


class Key(StrEnum):
    """A value of the signed context that a policy can compare a column with."""

    ORGANISATION = "organisation"
    WERKNEMER = "werknemer"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Rows:
    """Verbs (S, I, U, D) on the rows whose `column` equals the context value `key`.

    `column=None` means all rows. An array column holds numbers of people: one of the actor's own,
    now or before, opens the row. Of `hidden` columns nothing is read, in no row. When
    `writable` names columns, only those are updated.
    """

    verbs: str
    column: str | None
    key: Key = Key.ORGANISATION
    is_array: bool = False
    hidden: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()

    def predicate(self, holder: Holder) -> str:
        """Return the SQL of the policy: one plain comparison, its right side computed once."""
        return self._write(holder, "(SELECT {call})", "{column} {equals} {value}")

    def stored_predicate(self, holder: Holder) -> str:
        """Return the same predicate as PostgreSQL prints it from its catalogue."""
        select = "( SELECT {call} AS {name})"
        return self._write(holder, select, "({column} {equals} {value})", cast="::text")

    def _write(self, holder: Holder, select: str, compare: str, cast: str = "") -> str:
        if self.column is None:
            is_trusted = isinstance(holder, Login | Caretaker) or holder is Party.SYSTEM
            acting = select.format(call="access_acting()", name="access_acting")
            return "true" if is_trusted else acting
        name, equals, of_key = "access_context", "=", f"'{self.key}'{cast}"
        if self.is_array:
            name, equals, of_key = "access_own_numbers", "&&", ""
        value = select.format(call=f"{name}({of_key})", name=name)
        return compare.format(column=self.column, equals=equals, value=value)


def all_rows(verbs: str, *, hidden: tuple[str, ...] = (), writable: tuple[str, ...] = ()) -> Rows:
    """Allow these verbs on every row."""
    return Rows(verbs, None, hidden=hidden, writable=writable)


def own(
    verbs: str, column: str, key: Key = Key.ORGANISATION, *, hidden: tuple[str, ...] = ()
) -> Rows:
    """Allow these verbs on the rows that carry the actor's own number."""
    return Rows(verbs, column, key, hidden=hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One database table: its category, who may do what, and whether facts in it may change.

    `append_only` blocks DELETE, TRUNCATE and UPDATE of every column but `mutable`.
    `secured=False` is only for tables without personal data. `owner_writes` lets the
    functions of the owner (log, outbox, context) in.
    """

    name: str
    category: Category
    access: Mapping[Holder, Rows] = field(default_factory=dict)
    schema: str = "public"
    secured: bool = True
    owner_writes: bool = False
    append_only: bool = False
    mutable: tuple[str, ...] = ()

    @property
    def qualified(self) -> str:
        """The quoted name with its schema."""
        return f'"{self.schema}"."{self.name}"'


def database_role(holder: Holder) -> str:
    """Return the PostgreSQL role of a party or a login."""
    return holder.database_role if isinstance(holder, Party) else holder.value
