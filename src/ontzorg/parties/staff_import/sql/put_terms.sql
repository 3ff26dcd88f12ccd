-- Adds what department, function and hours become, and from which day.
WITH changed AS MATERIALIZED (
  SELECT s.line, s.dienstverband_id, s.valid_from, s.work_after
  FROM staff_import_staffrow s
  WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed'
    AND s.work_after ?| ARRAY['afdeling', {terms_quoted}]
),
terms AS (
  SELECT DISTINCT ON (c.line) c.line, t.afdeling_id, {terms}
  FROM changed c JOIN parties_workterms t ON t.dienstverband_id = c.dienstverband_id
  ORDER BY c.line, t.vanaf > c.valid_from, abs(t.vanaf - c.valid_from)
)
INSERT INTO parties_workterms (
  dienstverband_id, werkgever_id, werknemer_id, vanaf, afdeling_id, recorded_at, {terms}, {mandates}
)
SELECT d.id, d.werkgever_id, d.werknemer_id, s.valid_from,
  CASE WHEN s.work_after ? 'afdeling' THEN a.id ELSE t.afdeling_id END, now(), {terms_new},
  {mandates_d}
FROM changed s
JOIN terms t ON t.line = s.line
JOIN parties_dienstverband d
  ON d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
LEFT JOIN (
  SELECT lower(name) AS name, min(id) AS id FROM parties_afdeling
  WHERE werkgever_id = %(werkgever)s GROUP BY 1
) a ON a.name = lower(s.work_after ->> 'afdeling')
ON CONFLICT (dienstverband_id, vanaf) DO UPDATE
  SET afdeling_id = excluded.afdeling_id, recorded_at = excluded.recorded_at, {terms_excluded}
