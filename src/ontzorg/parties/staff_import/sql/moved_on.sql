-- The people of an import about whom something was changed by hand since. Joins only: a question
-- for each row, asked of all rows, would take hours for a large file.
WITH row AS MATERIALIZED (
  SELECT * FROM staff_import_staffrow WHERE staff_import_id = %(id)s
),
later_work AS (
  SELECT DISTINCT d.werknemer_id
  FROM row mine
  JOIN parties_dienstverband d ON d.werknemer_id = mine.werknemer_id
  LEFT JOIN row own ON own.dienstverband_id = d.id
  WHERE mine.is_new_person AND own.line IS NULL
)
SELECT count(*) OVER (), s.name
FROM row s
LEFT JOIN parties_werknemer w ON w.id = s.werknemer_id
LEFT JOIN parties_dienstverband d ON d.id = s.dienstverband_id
LEFT JOIN parties_identificatie i ON i.werknemer_id = s.werknemer_id
LEFT JOIN later_work l ON l.werknemer_id = s.werknemer_id
WHERE (s.outcome IN ('new', 'changed') OR s.line = ANY(%(lines)s))
  AND (
    (s.line = ANY(%(lines)s) AND s.bsn_change IS NOT NULL
      AND encode(i.bsn_index, 'hex') IS DISTINCT FROM s.bsn_change ->> 'after_index')
    OR ((s.is_new_person OR s.person_before IS NOT NULL)
      AND w.version IS DISTINCT FROM s.person_version)
    OR ((s.is_new_work OR s.work_before IS NOT NULL)
      AND d.version IS DISTINCT FROM s.work_version)
    OR (s.is_new_person AND NOT s.adds_bsn AND i.werknemer_id IS NOT NULL)
    OR (s.is_new_person AND l.werknemer_id IS NOT NULL)
  )
ORDER BY s.line
LIMIT 10
