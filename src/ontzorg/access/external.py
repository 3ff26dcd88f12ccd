"""Who stands behind a sign-in at another organisation. Run with the login for signing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.access.errors import UserError
from ontzorg.access.logins import SIGN_IN
from ontzorg.access.models import Account, Membership, OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What we ask of a sign-in elsewhere."""

    levels: tuple[str, ...]
    strong_levels: tuple[str, ...] = ()
    asks_kvk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the other side says, under its signature; `email` only when it was verified."""

    level: str
    kvk_number: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The account behind the proof, where it may act, and whether the proof counts for two."""

    account: Account
    membership_id: int
    organisation_id: int | None
    is_strong: bool


class RefusedError(UserError):
    """This sign-in elsewhere is not enough; the text says what to do."""


def recognise(proof: Proof, rules: Rules, *, linked_account_id: int | None, today: date) -> Known:
    """Return who this is. Raises RefusedError, and tells no more than the person must know.

    A first sign-in is linked by a verified e-mail address only. With eHerkenning the person
    acts for the employer of the KvK number, and needs a role of his own there.
    """
    if proof.level not in rules.levels:
        raise RefusedError(
            "Het niveau waarop u inlogde is te laag. Log opnieuw in en kies een hoger niveau."
        )
    membership = _membership(proof, rules, linked_account_id, today)
    if membership is None:
        raise RefusedError(
            "Wij kennen u nog niet bij deze organisatie. Vraag de beheerder van uw organisatie om "
            "een account met hetzelfde e-mailadres."
        )
    return Known(
        account=membership.account,
        membership_id=membership.pk,
        organisation_id=membership.organisation_id if rules.asks_kvk else None,
        is_strong=proof.level in rules.strong_levels,
    )


def _membership(
    proof: Proof, rules: Rules, linked_account_id: int | None, today: date
) -> Membership | None:
    roles = Membership.objects.using(SIGN_IN).filter(
        period__contains=today, account__is_active=True
    )
    if rules.asks_kvk:
        if not proof.kvk_number:
            raise RefusedError(
                "Uw inlogmiddel noemt geen KvK-nummer. Log in met een middel van uw organisatie."
            )
        roles = roles.filter(
            organisation__kind=OrganisationKind.WERKGEVER,
            organisation__kvk_number=proof.kvk_number,
        )
    if linked_account_id is not None:
        roles = roles.filter(account_id=linked_account_id)
    elif proof.email:
        roles = roles.filter(account__email=proof.email.strip().lower())
    else:
        return None
    return roles.select_related("account").order_by("pk").first()
