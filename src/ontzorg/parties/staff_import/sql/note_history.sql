-- Keeps what department, function, hours and wage were, with their history: undo goes back to it.
UPDATE staff_import_staffrow s
SET history = jsonb_build_object(
  'now', (
    SELECT to_jsonb(r) FROM (SELECT d.afdeling_id, {terms_d}) r
  ),
  'terms', coalesce((
    SELECT jsonb_agg(to_jsonb(t) ORDER BY t.vanaf) FROM parties_workterms t
    WHERE t.dienstverband_id = d.id
  ), '[]'),
  'wages', coalesce((
    SELECT jsonb_agg(to_jsonb(l) ORDER BY l.vanaf) FROM parties_loon l
    WHERE l.dienstverband_id = d.id
  ), '[]')
)
FROM parties_dienstverband d
WHERE s.staff_import_id = %(id)s AND s.outcome = 'changed' AND s.valid_from IS NOT NULL
  AND d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
