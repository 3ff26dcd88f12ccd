-- Begins the history of employments that had none: what they were from the first day.
INSERT INTO parties_workterms (
  dienstverband_id, werkgever_id, werknemer_id, vanaf, afdeling_id, recorded_at, {terms}, {mandates}
)
SELECT d.id, d.werkgever_id, d.werknemer_id, d.begint_op, d.afdeling_id, now(), {terms_d},
  {mandates_d}
FROM staff_import_staffrow s
JOIN parties_dienstverband d
  ON d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed'
  AND s.work_after ?| ARRAY['afdeling', {terms_quoted}]
  AND NOT EXISTS (SELECT 1 FROM parties_workterms t WHERE t.dienstverband_id = d.id)
