-- Gives changed employments back what they were.
UPDATE parties_dienstverband d
SET version = d.version + 1, {work_reset}
FROM staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.work_before IS NOT NULL AND s.outcome = 'changed'
  AND d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
