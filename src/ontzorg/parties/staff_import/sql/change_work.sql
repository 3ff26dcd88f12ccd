-- Changes the employments whose rows say something else.
UPDATE parties_dienstverband d
SET version = d.version + 1, {work_set},
  afdeling_id = CASE WHEN s.work_after ? 'afdeling' THEN a.id ELSE d.afdeling_id END
FROM staff_import_staffrow s
LEFT JOIN (
  SELECT lower(name) AS name, min(id) AS id FROM parties_afdeling
  WHERE werkgever_id = %(werkgever)s GROUP BY 1
) a ON a.name = lower(s.work_after ->> 'afdeling')
WHERE s.staff_import_id = %(id)s AND s.work_before IS NOT NULL AND s.outcome = 'changed'
  AND d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
