-- Gives changed people back what they were.
UPDATE parties_werknemer w
SET version = w.version + 1, {person_reset}
FROM staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.outcome IN ('new', 'changed')
  AND s.person_before IS NOT NULL AND s.line = s.first_line
  AND w.id = s.werknemer_id AND w.werkgever_id = %(werkgever)s
