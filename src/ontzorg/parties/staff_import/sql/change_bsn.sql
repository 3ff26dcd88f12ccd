-- Replaces sealed BSNs by others.
UPDATE parties_identificatie i
SET bsn_sealed = given.sealed, bsn_index = given.index
FROM unnest(%(ids)s::bigint[], %(sealed)s::bytea[], %(indexes)s::bytea[])
  AS given (id, sealed, index)
WHERE i.werknemer_id = given.id AND i.werkgever_id = %(werkgever)s
