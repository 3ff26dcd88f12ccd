"""Who is acting: passed as an argument to every service and selector."""

from __future__ import annotations

from dataclasses import dataclass, field

from ontzorg.access.errors import NotAllowedError
from ontzorg.access.privileges import GRANTS, NEEDS_IDENTITY, NEEDS_TAAKDELEGATIE, Privilege
from ontzorg.access.roles import Party, Role

_MEDICAL = frozenset({Privilege.READ_MEDICAL, Privilege.WRITE_MEDICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an action came from: the access point of NEN 7513."""

    channel: str = "web"
    ip: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person in one role at one organisation, or the system itself.

    `is_identified`: someone who does not depend on the employer proved who this is.
    """

    role: Role
    account_id: int | None = None
    membership_id: int | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    werknemer_id: int | None = None
    afdeling_ids: tuple[int, ...] = ()
    taakdelegatie: bool = False
    is_identified: bool = False
    name: str = ""
    role_name: str = ""
    deputy_for: tuple[int, ...] = ()
    origin: Origin = field(default_factory=Origin)

    @property
    def party(self) -> Party:
        """The kind of party this actor acts for."""
        return self.role.party

    @property
    def label(self) -> str:
        """How the log names this actor to an employee: role and organisation."""
        role = self.role_name or self.role.label
        return f"{role} · {self.organisation_name}" if self.organisation_name else role

    def may(self, privilege: Privilege) -> bool:
        """Tell whether the privilege table allows this."""
        if privilege in _MEDICAL and self.role in NEEDS_TAAKDELEGATIE and not self.taakdelegatie:
            return False
        if privilege in NEEDS_IDENTITY and not self.is_identified:
            return False
        return privilege in GRANTS[self.role]

    def require(self, privilege: Privilege) -> None:
        """Raise NotAllowedError when the table does not allow this; the refusal is logged."""
        if self.may(privilege):
            return
        from ontzorg.access import audit  # the log needs the actor, and the actor the log

        error = NotAllowedError(privilege, actor=self)
        audit.log_refusal_when_alone(error)
        raise error


SYSTEM = Actor(role=Role.SYSTEM, name="Systeem", origin=Origin(channel="job"))
