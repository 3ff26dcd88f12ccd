-- Makes the departments that rows speak of and that are not there yet.
INSERT INTO parties_afdeling (werkgever_id, name, code, {mandates})
SELECT %(werkgever)s, named.name, '', {mandates_w}
FROM (
  SELECT min(r.afdeling) AS name
  FROM staff_import_readrow r
  JOIN staff_import_staffrow s ON s.staff_import_id = r.staff_import_id AND s.line = r.line
  WHERE r.staff_import_id = %(id)s AND s.outcome IN ('new', 'changed') AND r.afdeling IS NOT NULL
  GROUP BY lower(r.afdeling)
) named
JOIN parties_werkgever e ON e.organisation_id = %(werkgever)s
WHERE NOT EXISTS (
  SELECT 1 FROM parties_afdeling a
  WHERE a.werkgever_id = %(werkgever)s AND lower(a.name) = lower(named.name)
)
RETURNING id
