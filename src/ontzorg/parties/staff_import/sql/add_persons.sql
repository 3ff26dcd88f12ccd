-- Adds the people that are new, and gives their rows the number that they got.
WITH person AS (
  SELECT s.person_key, {largest}
  FROM staff_import_readrow r
  JOIN staff_import_staffrow s ON s.staff_import_id = r.staff_import_id AND s.line = r.line
  WHERE r.staff_import_id = %(id)s AND s.outcome = 'new' AND s.werknemer_id IS NULL
  GROUP BY s.person_key
),
made AS (
  INSERT INTO parties_werknemer (public_id, version, werkgever_id, {mandates}, {person})
  SELECT s.public_id, 1, %(werkgever)s, {mandates_w}, {person_or_empty}
  FROM staff_import_staffrow s
  JOIN person p ON p.person_key = s.person_key
  JOIN parties_werkgever e ON e.organisation_id = %(werkgever)s
  WHERE s.staff_import_id = %(id)s AND s.is_new_person
  RETURNING id, public_id
),
told AS (
  SELECT made.id, s.person_key
  FROM made JOIN staff_import_staffrow s
    ON s.public_id = made.public_id AND s.staff_import_id = %(id)s
)
UPDATE staff_import_staffrow s
SET werknemer_id = told.id, person_version = 1
FROM told
WHERE s.staff_import_id = %(id)s AND s.person_key = told.person_key AND s.outcome = 'new'
