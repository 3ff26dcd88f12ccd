-- Changes the employments whose rows say something else. Department, function and hours become
-- what they are today: a change that is still to come waits in the history.
WITH now AS (
  SELECT DISTINCT ON (t.dienstverband_id) t.dienstverband_id, t.id, t.afdeling_id, {terms}
  FROM staff_import_staffrow s
  JOIN parties_workterms t ON t.dienstverband_id = s.dienstverband_id
  WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed' AND s.valid_from IS NOT NULL
  ORDER BY t.dienstverband_id, t.vanaf > %(today)s::date, abs(t.vanaf - %(today)s::date)
)
UPDATE parties_dienstverband d
SET version = d.version + 1, {work_set}, {terms_now},
  afdeling_id = CASE WHEN n.id IS NULL THEN d.afdeling_id ELSE n.afdeling_id END
FROM staff_import_staffrow s
LEFT JOIN now n ON n.dienstverband_id = s.dienstverband_id
WHERE s.staff_import_id = %(id)s AND s.work_before IS NOT NULL AND s.outcome = 'changed'
  AND d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
