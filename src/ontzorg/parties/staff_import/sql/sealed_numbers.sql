-- The sealed numbers of people who get one, with the row that each was read from.
SELECT DISTINCT ON (s.werknemer_id) s.werknemer_id, r.line, r.{number}_sealed
FROM staff_import_staffrow speaker
JOIN staff_import_staffrow s
  ON s.staff_import_id = speaker.staff_import_id AND s.person_key = speaker.person_key
JOIN staff_import_readrow r ON r.staff_import_id = s.staff_import_id AND r.line = s.line
WHERE speaker.staff_import_id = %(id)s AND {condition}
  AND s.outcome <> 'wrong' AND r.{number}_index IS NOT NULL
ORDER BY s.werknemer_id, r.line
