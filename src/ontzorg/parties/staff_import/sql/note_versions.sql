-- Keeps the version that each changed row has now: undo goes back from there only.
UPDATE staff_import_staffrow s
SET person_version = w.version, work_version = d.version
FROM staff_import_staffrow same
LEFT JOIN parties_werknemer w ON w.id = same.werknemer_id
LEFT JOIN parties_dienstverband d ON d.id = same.dienstverband_id
WHERE s.staff_import_id = %(id)s AND same.staff_import_id = %(id)s AND same.line = s.line
  AND s.outcome IN ('new', 'changed')
  AND (s.person_version IS DISTINCT FROM w.version OR s.work_version IS DISTINCT FROM d.version)
