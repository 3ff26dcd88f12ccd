-- Adds the employments that are new, and gives their rows the number that they got.
WITH made AS (
  INSERT INTO parties_dienstverband (
    werkgever_id, werknemer_id, afdeling_id, version, {mandates}, {work}
  )
  SELECT %(werkgever)s, s.werknemer_id, a.id, 1, {mandates_w}, {work_or_empty}
  FROM staff_import_staffrow s
  JOIN staff_import_readrow r ON r.staff_import_id = s.staff_import_id AND r.line = s.line
  JOIN parties_werkgever e ON e.organisation_id = %(werkgever)s
  LEFT JOIN (
    SELECT lower(name) AS name, min(id) AS id FROM parties_afdeling
    WHERE werkgever_id = %(werkgever)s GROUP BY 1
  ) a ON a.name = lower(r.afdeling)
  WHERE s.staff_import_id = %(id)s AND s.is_new_work AND s.outcome = 'new'
  RETURNING id, werknemer_id, begint_op, personeelsnummer, extern_id
)
UPDATE staff_import_staffrow s
SET dienstverband_id = made.id, work_version = 1
FROM staff_import_readrow r, made
WHERE s.staff_import_id = %(id)s AND s.is_new_work AND s.outcome = 'new'
  AND r.staff_import_id = s.staff_import_id AND r.line = s.line
  AND made.werknemer_id = s.werknemer_id AND made.begint_op = r.begint_op
  AND made.personeelsnummer = coalesce(r.personeelsnummer, '')
  AND made.extern_id = coalesce(r.dienstverband_id, '')
