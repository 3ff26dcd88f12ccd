-- Adds sealed BSNs, with the parties that the person's own row carries.
INSERT INTO parties_identificatie (werknemer_id, werkgever_id, bsn_sealed, bsn_index, {mandates})
SELECT e.id, e.werkgever_id, given.sealed, given.index, {mandates_w}
FROM unnest(%(ids)s::bigint[], %(sealed)s::bytea[], %(indexes)s::bytea[])
  AS given (id, sealed, index)
JOIN parties_werknemer e ON e.id = given.id AND e.werkgever_id = %(werkgever)s
