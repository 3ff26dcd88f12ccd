-- Gives employments back the department, function and hours that they had.
UPDATE parties_dienstverband d
SET afdeling_id = r.afdeling_id, {terms_back}
FROM staff_import_staffrow s
CROSS JOIN jsonb_populate_record(NULL::parties_dienstverband, s.history -> 'now') r
WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed' AND s.history IS NOT NULL
  AND d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
