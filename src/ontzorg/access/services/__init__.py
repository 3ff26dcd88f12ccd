"""Everything that changes accounts, roles, mandates and deputies. One call, one transaction."""

from ontzorg.access.services.accounts import AddressTakenError, admit_employee, create_account
from ontzorg.access.services.deputies import end_deputy, name_deputy
from ontzorg.access.services.mandates import end_mandate, give_mandate, let_rows_follow
from ontzorg.access.services.memberships import add_membership, end_membership
from ontzorg.access.services.organisations import (
    KIND_OF_PARTY,
    check_variant,
    register_organisation,
)
from ontzorg.access.services.rows import DoubleRoleError

__all__ = [
    "KIND_OF_PARTY",
    "AddressTakenError",
    "DoubleRoleError",
    "add_membership",
    "admit_employee",
    "check_variant",
    "create_account",
    "end_deputy",
    "end_mandate",
    "end_membership",
    "give_mandate",
    "let_rows_follow",
    "name_deputy",
    "register_organisation",
]
