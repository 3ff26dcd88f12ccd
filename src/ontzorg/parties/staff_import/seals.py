"""Where an import keeps something sealed, and what each value is bound to."""

from __future__ import annotations

from ontzorg.access.crypto_places import Index, SealedColumn, SealedJson, SealedTable
from ontzorg.parties.seals import BSN, IBAN

OF_BSN, OF_IBAN = "bsn:{werkgever_id}", "iban:{werkgever_id}"
SAMPLES = SealedColumn("samples", "staff_import_staffimport:{id}:samples")
PART = SealedColumn("sealed", "staff_import_filepart:{staff_import_id}:{number}")
CELLS = SealedColumn("cells", "staff_import_staffrow:{staff_import_id}:{line}:cells")
READ_BSN = SealedColumn(
    "bsn_sealed", "staff_import_readrow:{staff_import_id}:{line}:bsn", Index("bsn_index", OF_BSN)
)
READ_IBAN = SealedColumn(
    "iban_sealed",
    "staff_import_readrow:{staff_import_id}:{line}:iban",
    Index("iban_index", OF_IBAN),
)
# The IBAN that a person had, for undoing: sealed as it stood with the person.
EARLIER_IBAN = SealedJson(
    name="person_before",
    bound_to=IBAN.bound_to,
    keys=("iban",),
    is_hex=True,
    index=Index("iban_index", OF_IBAN),
)
# The BSN that a person had before a file changed it, likewise. Without the hash of the later one
# the change cannot be undone by a button: it might have been changed again.
EARLIER_BSN = SealedJson(
    name="bsn_change",
    bound_to=BSN.bound_to,
    keys=("before",),
    is_hex=True,
    index=Index("before_index", OF_BSN),
    drops=("after_index",),
)
MERGE = SealedColumn("sealed", "staff_import_personmerge:{id}")

READ_ROW = SealedTable(
    name="staff_import_readrow",
    fields=(READ_BSN, READ_IBAN),
    looked_up={
        "werkgever_id": "(SELECT i.werkgever_id FROM staff_import_staffimport i"
        " WHERE i.id = staff_import_id)"
    },
)
SEALS = (
    SealedTable(name="staff_import_staffimport", fields=(SAMPLES,)),
    SealedTable(name="staff_import_filepart", fields=(PART,), rows_at_once=8),
    READ_ROW,
    SealedTable(name="staff_import_staffrow", fields=(CELLS, EARLIER_IBAN, EARLIER_BSN)),
    SealedTable(name="staff_import_personmerge", fields=(MERGE,)),
)
