"""What each address asks for: the one list that the authorisation matrix is tested against.

A new address needs a row here. The row says what is right, not what the view happens to do:
write it from the matrix "wie ziet wat", before you look at the view.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ontzorg.access.privileges import Privilege

P = Privilege


class Kind(StrEnum):
    """What the identifier in an address names."""

    NOTHING = "nothing"
    DOSSIER = "dossier"
    TASK = "task"
    MELDING = "melding"
    WERKNEMER = "werknemer"
    DIENSTVERBAND = "dienstverband"
    ACCOUNT = "account"
    MEMBERSHIP = "membership"
    MANDATE = "mandate"
    WERKGEVER = "werkgever"
    ABSENT = "absent"  # nothing of this kind exists in the small world: always 404


@dataclass(frozen=True)
class Expect:
    """Who may come, with which methods, and what the identifier names.

    `privilege=None` is an open page. `also_one_of` are privileges of which one is needed too.
    `needs_state` marks a step that a visible object may refuse because it is not in the right
    state for it, or is someone else's to take. For `hidden_from` the object does not exist
    here, although a list may show that it does elsewhere.
    """

    privilege: P | None
    methods: str = "GET"
    kind: Kind = Kind.NOTHING
    needs_state: bool = False
    also_one_of: tuple[P, ...] = ()
    hidden_from: frozenset[str] = frozenset()


FORM = "GET POST"
# An insurer knows dates and percentages, not the file or what is done in it.
NOT_THE_INSURER = frozenset({"verzekeraar_claims"})
INSURER = frozenset({"verzekeraar_claims"})

ROUTES: dict[str, Expect] = {
    "start": Expect(None),
    "choose-role": Expect(None, FORM),
    "security-txt": Expect(None),
    "access-matrix": Expect(None),
    "brand-style": Expect(None, kind=Kind.ABSENT),
    "brand-logo": Expect(None, kind=Kind.ABSENT),
    "work": Expect(P.COMPLETE_TASK),
    "tasks-assign": Expect(P.ASSIGN_TASK, "POST"),
    "planning": Expect(P.ASSIGN_TASK),
    "hand-over": Expect(P.ASSIGN_TASK, "POST"),
    # Why a day is what it is can name a leave: not for an insurer.
    "task": Expect(P.SEE_DOSSIERS, kind=Kind.TASK, hidden_from=INSURER),
    "task-explain": Expect(P.SEE_DOSSIERS, kind=Kind.TASK, hidden_from=INSURER),
    "task-complete": Expect(P.COMPLETE_TASK, FORM, Kind.TASK, needs_state=True),
    "task-undo": Expect(P.COMPLETE_TASK, "POST", Kind.TASK, needs_state=True),
    "dossiers": Expect(P.SEE_DOSSIERS),
    "export-staff": Expect(P.SEE_STAFF, FORM),
    "export-dossiers": Expect(P.SEE_DOSSIERS, FORM),
    # An insurer knows how far a file is, not who does what in it.
    "export-tasks": Expect(P.COMPLETE_TASK, FORM),
    # An insurer knows dates and percentages, not the file.
    "dossier": Expect(P.SEE_DOSSIERS, kind=Kind.DOSSIER, hidden_from=INSURER),
    "dossier-give": Expect(P.ASSIGN_TASK, "POST", Kind.DOSSIER),
    "dossier-change": Expect(P.REGISTER_MELDING, FORM, Kind.DOSSIER),
    "dossier-recover": Expect(P.REGISTER_MELDING, FORM, Kind.DOSSIER),
    # The employer records a leave; the medical side answers whether the cause is the same.
    "dossier-leave": Expect(
        P.SEE_DOSSIERS,
        FORM,
        Kind.DOSSIER,
        needs_state=True,
        also_one_of=(P.RECORD_VERLOF, P.WRITE_MEDICAL),
    ),
    "dossier-fact": Expect(P.RECORD_FEIT, FORM, Kind.DOSSIER),
    "fact-correct": Expect(P.RECORD_FEIT, FORM, Kind.ABSENT),
    "fact-withdraw": Expect(P.RECORD_FEIT, FORM, Kind.ABSENT),
    "leave-withdraw": Expect(P.RECORD_VERLOF, FORM, Kind.ABSENT),
    "melding-correct": Expect(P.REGISTER_MELDING, FORM, Kind.MELDING),
    "melding-withdraw": Expect(P.REGISTER_MELDING, FORM, Kind.MELDING),
    "parked": Expect(P.REGISTER_MELDING),
    "deputies": Expect(P.NAME_DEPUTY, FORM),
    "deputy-end": Expect(P.NAME_DEPUTY, "POST", Kind.ABSENT),
    "search": Expect(P.SEE_DOSSIERS),
    "why-not-seen": Expect(P.SEE_DOSSIERS),
    "second-factor": Expect(None),
    "session-end": Expect(None, "POST", Kind.ABSENT),
    "werkgever:home": Expect(P.SEE_STAFF),
    "werkgever:melding-confirm": Expect(P.CONFIRM_MELDING, FORM, Kind.MELDING, needs_state=True),
    "werkgever:sick-new": Expect(P.REGISTER_MELDING, FORM),
    "werkgever:sick-done": Expect(P.REGISTER_MELDING, kind=Kind.DOSSIER),
    "werkgever:staff": Expect(P.SEE_STAFF),
    "werkgever:staff-new": Expect(P.MANAGE_STAFF, FORM),
    "werkgever:staff-detail": Expect(P.SEE_STAFF, kind=Kind.WERKNEMER),
    "werkgever:staff-bsn": Expect(P.SEE_BSN, FORM, Kind.WERKNEMER),
    "werkgever:staff-invite": Expect(P.MANAGE_STAFF, FORM, Kind.WERKNEMER),
    "werkgever:staff-edit": Expect(P.MANAGE_STAFF, FORM, Kind.WERKNEMER),
    "werkgever:employment-new": Expect(P.MANAGE_STAFF, FORM, Kind.WERKNEMER),
    "werkgever:employment-edit": Expect(P.MANAGE_STAFF, FORM, Kind.DIENSTVERBAND),
    "werkgever:employment-end": Expect(P.MANAGE_STAFF, FORM, Kind.DIENSTVERBAND),
    "werkgever:afdeling-new": Expect(P.MANAGE_STAFF, FORM),
    "werkgever:imports": Expect(P.MANAGE_STAFF, FORM),
    "werkgever:import-example": Expect(P.MANAGE_STAFF),
    "werkgever:import-detail": Expect(P.MANAGE_STAFF, kind=Kind.ABSENT),
    "werkgever:import-columns": Expect(P.MANAGE_STAFF, FORM, Kind.ABSENT),
    "werkgever:import-progress": Expect(P.MANAGE_STAFF, kind=Kind.ABSENT),
    "werkgever:import-rows": Expect(P.MANAGE_STAFF, kind=Kind.ABSENT),
    "werkgever:import-bsn": Expect(P.MANAGE_STAFF, "POST", Kind.ABSENT),
    "werkgever:import-faults": Expect(P.MANAGE_STAFF, kind=Kind.ABSENT),
    "werkgever:import-confirm": Expect(P.MANAGE_STAFF, "POST", Kind.ABSENT),
    "werkgever:import-cancel": Expect(P.MANAGE_STAFF, "POST", Kind.ABSENT),
    "werkgever:import-undo": Expect(P.MANAGE_STAFF, FORM, Kind.ABSENT),
    "werkgever:staff-merge": Expect(P.MANAGE_STAFF, FORM, Kind.WERKNEMER),
    "werkgever:merge": Expect(P.MANAGE_STAFF, kind=Kind.ABSENT),
    "werkgever:merge-undo": Expect(P.MANAGE_STAFF, "POST", Kind.ABSENT),
    "werkgever:berichten": Expect(P.RECEIVE_BERICHT, FORM),
    "werkgever:bericht-answer": Expect(P.RECEIVE_BERICHT, kind=Kind.ABSENT),
    "werknemer:home": Expect(P.SEE_OWN_DATA),
    "werknemer:report": Expect(P.REPORT_OWN_SICKNESS, FORM),
    "werknemer:recover": Expect(P.REPORT_OWN_SICKNESS, FORM),
    "werknemer:who-sees": Expect(P.SEE_OWN_DATA),
    "werknemer:who-looked": Expect(P.SEE_OWN_DATA),
    "werknemer:my-data": Expect(P.SEE_OWN_DATA),
    "werknemer:my-data-download": Expect(P.SEE_OWN_DATA),
    "casemanager:clients": Expect(P.SEE_CLIENTS),
    "casemanager:sick-employers": Expect(P.REGISTER_MELDING),
    "arbodienst:clients": Expect(P.SEE_CLIENTS),
    "arbodienst:consults": Expect(P.READ_MEDICAL, kind=Kind.DOSSIER),
    "arbodienst:consult-new": Expect(P.WRITE_MEDICAL, FORM, Kind.DOSSIER),
    "arbodienst:emergency": Expect(P.OPEN_IN_EMERGENCY, FORM, Kind.DOSSIER),
    # Without an emergency that is open the notes stay shut, for whoever may open one.
    "arbodienst:emergency-notes": Expect(P.OPEN_IN_EMERGENCY, kind=Kind.DOSSIER, needs_state=True),
    "verzekeraar:clients": Expect(P.SEE_CLIENTS),
    "verzekeraar:portfolio": Expect(P.SEE_DOSSIERS),
    "verzekeraar:dossier": Expect(P.SEE_DOSSIERS, kind=Kind.DOSSIER),
    "adviseur:clients": Expect(P.SEE_CLIENTS),
    "beheer:organisations": Expect(P.MANAGE_ACCESS),
    "beheer:organisation-new": Expect(P.MANAGE_ACCESS, FORM),
    "beheer:organisation-edit": Expect(P.MANAGE_ACCESS, FORM, Kind.WERKGEVER),
    "beheer:role-names": Expect(P.MANAGE_ACCESS, FORM, Kind.WERKGEVER),
    "beheer:brand": Expect(P.MANAGE_ACCESS, FORM, Kind.WERKGEVER),
    "beheer:accounts": Expect(P.MANAGE_ACCESS),
    "beheer:account-new": Expect(P.MANAGE_ACCESS, FORM),
    "beheer:role-new": Expect(P.MANAGE_ACCESS, FORM, Kind.ACCOUNT),
    "beheer:role-end": Expect(P.MANAGE_ACCESS, FORM, Kind.MEMBERSHIP),
    "beheer:mandates": Expect(P.MANAGE_ACCESS),
    "beheer:mandate-new": Expect(P.MANAGE_ACCESS, FORM),
    "beheer:mandate-end": Expect(P.MANAGE_ACCESS, FORM, Kind.MANDATE),
    "beheer:system": Expect(P.MANAGE_ACCESS),
    "beheer:audit": Expect(P.READ_AUDIT),
    "beheer:emergencies": Expect(P.READ_AUDIT),
    "beheer:audit-download": Expect(P.READ_AUDIT),
}

# The pages of the sign-in library: every way to sign in, and nothing else (ASVS 6.3.4).
SIGN_IN_ROUTES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_confirm_login_code",
        "account_confirm_email",
        "account_reset_password_from_key_done",
        "account_reset_password_from_key",
        "account_reset_password_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "usersessions_list",
    }
)

# Who sees which person: 0 works at employer A, 1 at employer B, 2 in another department of A.
SEES: dict[str, frozenset[int]] = {
    "werkgever_beheerder": frozenset({0, 2}),
    "leidinggevende": frozenset({0}),
    "medewerker": frozenset({0}),
    "werkgever_beheerder_b": frozenset({1}),
    "medewerker_b": frozenset({1}),
    "ontzorgmanager": frozenset({0, 2}),
    "ontzorgmanager_2": frozenset({0, 2}),
    "bedrijfsarts": frozenset({0, 2}),
    "bedrijfsarts_b": frozenset({1}),
    "verzuimbegeleider": frozenset({0, 2}),
    "verzuimbegeleider_zonder": frozenset({0, 2}),
    "planner": frozenset({0, 2}),
    "verzekeraar_polis": frozenset(),
    "verzekeraar_claims": frozenset({0, 1, 2}),
    "verzekeraar_financien": frozenset(),
    "adviseur": frozenset(),
    "auditor": frozenset(),
    "beheerder": frozenset(),
}
