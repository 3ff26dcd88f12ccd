-- The people of an import about whom something was changed by hand since.
SELECT count(*) OVER (), s.name
FROM staff_import_staffrow s
LEFT JOIN parties_werknemer w ON w.id = s.werknemer_id
LEFT JOIN parties_dienstverband d ON d.id = s.dienstverband_id
LEFT JOIN parties_identificatie i
  ON i.werknemer_id = s.werknemer_id AND s.line = ANY(%(lines)s)
WHERE s.staff_import_id = %(id)s
  AND (s.outcome IN ('new', 'changed') OR s.line = ANY(%(lines)s))
  AND (
    (s.line = ANY(%(lines)s) AND s.bsn_change IS NOT NULL
      AND encode(i.bsn_index, 'hex') IS DISTINCT FROM s.bsn_change ->> 'after_index') OR
    ((s.is_new_person OR s.person_before IS NOT NULL)
      AND w.version IS DISTINCT FROM s.person_version)
    OR ((s.is_new_work OR s.work_before IS NOT NULL)
      AND d.version IS DISTINCT FROM s.work_version)
    OR (s.is_new_person AND NOT s.adds_bsn AND EXISTS (
      SELECT 1 FROM parties_identificatie i WHERE i.werknemer_id = s.werknemer_id))
    OR (s.is_new_person AND EXISTS (
      SELECT 1 FROM parties_dienstverband other
      WHERE other.werknemer_id = s.werknemer_id AND NOT EXISTS (
        SELECT 1 FROM staff_import_staffrow own
        WHERE own.staff_import_id = s.staff_import_id AND own.dienstverband_id = other.id)))
  )
ORDER BY s.line
LIMIT 10
