-- Gives employments back the history of department, function and hours that they had.
INSERT INTO parties_workterms (
  id, dienstverband_id, werkgever_id, werknemer_id, vanaf, afdeling_id, recorded_at, {terms},
  {mandates}
)
SELECT r.id, d.id, d.werkgever_id, d.werknemer_id, r.vanaf, r.afdeling_id, r.recorded_at,
  {terms_r}, {mandates_d}
FROM staff_import_staffrow s
JOIN parties_dienstverband d
  ON d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
CROSS JOIN jsonb_populate_recordset(NULL::parties_workterms, s.history -> 'terms') r
WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed' AND s.history IS NOT NULL
