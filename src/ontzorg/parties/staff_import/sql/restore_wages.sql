-- Gives employments back the wages that they had.
INSERT INTO parties_loon (
  id, dienstverband_id, werkgever_id, werknemer_id, vanaf, bedrag, per, recorded_at
)
SELECT r.id, d.id, d.werkgever_id, d.werknemer_id, r.vanaf, r.bedrag, r.per, r.recorded_at
FROM staff_import_staffrow s
JOIN parties_dienstverband d
  ON d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
CROSS JOIN jsonb_populate_recordset(NULL::parties_loon, s.history -> 'wages') r
WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed' AND s.history IS NOT NULL
