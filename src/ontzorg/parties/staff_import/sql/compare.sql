-- Tells of each row without a fault what it adds or changes.
WITH good AS MATERIALIZED (
  SELECT r.*, s.person_key AS who, s.werknemer_id, s.dienstverband_id AS known_work
  FROM staff_import_readrow r
  JOIN staff_import_staffrow s ON s.staff_import_id = r.staff_import_id AND s.line = r.line
  WHERE r.staff_import_id = %(id)s AND s.outcome <> 'wrong'
),
person AS MATERIALIZED (
  SELECT who, min(line) AS first_line,
    min(line) FILTER (WHERE bsn_index IS NOT NULL) AS bsn_line,
    min(encode(bsn_index, 'hex')) AS bsn_index,
    min(encode(iban_index, 'hex')) AS iban_index,
    {largest}
  FROM good GROUP BY who
),
-- What department, function, hours and wage were on the day from which a row counts.
valid AS MATERIALIZED (
  SELECT line, known_work, coalesce(geldig_vanaf, %(today)s::date) AS day
  FROM good WHERE known_work IS NOT NULL
),
terms AS (
  SELECT DISTINCT ON (v.line) v.line, t.id, t.afdeling_id, {terms}
  FROM valid v JOIN parties_workterms t ON t.dienstverband_id = v.known_work
  ORDER BY v.line, t.vanaf > v.day, abs(t.vanaf - v.day)
),
wage AS (
  SELECT DISTINCT ON (v.line) v.line, l.bedrag, l.per
  FROM valid v JOIN parties_loon l ON l.dienstverband_id = v.known_work AND l.vanaf <= v.day
  ORDER BY v.line, l.vanaf DESC
),
was AS (
  SELECT v.line, v.day, d.id, d.version, {lasting}, {terms_was},
    a.id AS afdeling_id, coalesce(a.name, '') AS afdeling, l.bedrag, l.per
  FROM valid v
  JOIN parties_dienstverband d ON d.id = v.known_work
  LEFT JOIN terms t ON t.line = v.line
  LEFT JOIN wage l ON l.line = v.line
  LEFT JOIN parties_afdeling a
    ON a.id = CASE WHEN t.id IS NULL THEN d.afdeling_id ELSE t.afdeling_id END
),
compared AS (
  SELECT g.line, p.first_line, g.line = p.first_line AS speaks, g.werknemer_id, g.known_work,
    w.version AS person_version, d.version AS work_version,
    p.bsn_line IS NOT NULL AND i.werknemer_id IS NULL AS adds_bsn,
    CASE WHEN g.line = p.first_line AND p.bsn_index <> encode(i.bsn_index, 'hex') THEN
      jsonb_build_object('before', encode(i.bsn_sealed, 'hex'),
        'before_index', encode(i.bsn_index, 'hex'), 'after_index', p.bsn_index)
    END AS bsn_change,
    greatest(d.day, g.begint_op) AS valid_from,
    CASE WHEN w.id IS NOT NULL AND g.line = p.first_line THEN
      jsonb_strip_nulls(jsonb_build_object(
        {person_before},
        'iban', CASE WHEN p.iban_index <> coalesce(encode(b.iban_index, 'hex'), '')
          THEN coalesce(encode(b.iban_sealed, 'hex'), '') END,
        'iban_index', CASE WHEN p.iban_index <> coalesce(encode(b.iban_index, 'hex'), '')
          THEN encode(b.iban_index, 'hex') END
      )) END AS person_before,
    CASE WHEN g.line <> p.first_line THEN NULL
      WHEN w.id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object({person_after}))
      ELSE jsonb_build_object({new_person}) END AS person_after,
    CASE WHEN d.id IS NOT NULL THEN
      jsonb_strip_nulls(jsonb_build_object(
        {work_before},
        'afdeling', CASE WHEN lower(g.afdeling) <> lower(d.afdeling) THEN d.afdeling END,
        'loon', CASE WHEN (g.loon, g.loon_per) IS DISTINCT FROM (d.bedrag, d.per)
          AND g.loon IS NOT NULL THEN coalesce(d.bedrag::text, '') END,
        'loon_per', CASE WHEN (g.loon, g.loon_per) IS DISTINCT FROM (d.bedrag, d.per)
          AND g.loon IS NOT NULL THEN coalesce(d.per, '') END
      )) END AS work_before,
    CASE WHEN d.id IS NOT NULL THEN
      jsonb_strip_nulls(jsonb_build_object(
        {work_after},
        'afdeling', CASE WHEN lower(g.afdeling) <> lower(d.afdeling) THEN g.afdeling END,
        'loon', CASE WHEN (g.loon, g.loon_per) IS DISTINCT FROM (d.bedrag, d.per)
          THEN g.loon::text END,
        'loon_per', CASE WHEN (g.loon, g.loon_per) IS DISTINCT FROM (d.bedrag, d.per)
          AND g.loon IS NOT NULL THEN g.loon_per END
      )) ELSE jsonb_strip_nulls(jsonb_build_object({new_work})) END AS work_after
  FROM good g
  JOIN person p ON p.who = g.who
  LEFT JOIN parties_werknemer w ON w.id = g.werknemer_id
  LEFT JOIN was d ON d.line = g.line
  LEFT JOIN parties_identificatie i ON i.werknemer_id = g.werknemer_id
  LEFT JOIN parties_bankrekening b ON b.werknemer_id = g.werknemer_id
)
UPDATE staff_import_staffrow s
SET outcome = CASE
    WHEN c.known_work IS NULL THEN 'new'
    WHEN c.speaks AND (c.person_before <> '{{}}' OR c.adds_bsn) THEN 'changed'
    WHEN c.work_before <> '{{}}' THEN 'changed'
    ELSE 'same' END,
  first_line = c.first_line,
  public_id = CASE WHEN c.werknemer_id IS NULL AND c.speaks THEN gen_random_uuid() END,
  is_new_person = c.werknemer_id IS NULL AND c.speaks,
  is_new_work = c.known_work IS NULL,
  adds_bsn = c.speaks AND c.adds_bsn,
  person_before = nullif(c.person_before, '{{}}'),
  person_after = nullif(c.person_after, '{{}}'),
  work_before = nullif(c.work_before, '{{}}'),
  work_after = nullif(c.work_after, '{{}}'),
  bsn_change = c.bsn_change,
  valid_from = CASE WHEN c.work_before ?| ARRAY['afdeling', 'loon', {terms_quoted}]
    THEN c.valid_from END,
  person_version = c.person_version,
  work_version = c.work_version
FROM compared c
WHERE s.staff_import_id = %(id)s AND s.line = c.line
  AND (c.known_work IS NULL OR c.first_line <> c.line OR c.adds_bsn OR c.bsn_change IS NOT NULL
    OR c.person_before <> '{{}}' OR c.work_before <> '{{}}')
