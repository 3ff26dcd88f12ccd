-- The names of departments that rows speak of and that are not there yet.
SELECT min(r.afdeling)
FROM staff_import_readrow r
JOIN staff_import_staffrow s ON s.staff_import_id = r.staff_import_id AND s.line = r.line
LEFT JOIN parties_afdeling a
  ON a.werkgever_id = %(werkgever)s AND lower(a.name) = lower(r.afdeling)
WHERE r.staff_import_id = %(id)s AND s.outcome IN ('new', 'changed')
  AND r.afdeling IS NOT NULL AND a.id IS NULL
GROUP BY lower(r.afdeling) ORDER BY 1
