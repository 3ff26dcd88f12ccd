-- Adds or replaces sealed IBANs.
INSERT INTO parties_bankrekening (werknemer_id, werkgever_id, iban_sealed, iban_index)
SELECT e.id, e.werkgever_id, given.sealed, given.index
FROM unnest(%(ids)s::bigint[], %(sealed)s::bytea[], %(indexes)s::bytea[])
  AS given (id, sealed, index)
JOIN parties_werknemer e ON e.id = given.id AND e.werkgever_id = %(werkgever)s
ON CONFLICT (werknemer_id) DO UPDATE
  SET iban_sealed = excluded.iban_sealed, iban_index = excluded.iban_index
