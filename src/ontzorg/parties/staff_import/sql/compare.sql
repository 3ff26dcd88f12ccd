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
    min(encode(iban_index, 'hex')) AS iban_index,
    {largest}
  FROM good GROUP BY who
),
compared AS (
  SELECT g.line, p.first_line, g.line = p.first_line AS speaks, g.werknemer_id, g.known_work,
    w.version AS person_version, d.version AS work_version,
    p.bsn_line IS NOT NULL AND i.werknemer_id IS NULL AS adds_bsn,
    CASE WHEN w.id IS NOT NULL AND g.line = p.first_line THEN
      jsonb_strip_nulls(jsonb_build_object(
        {person_before},
        'iban', CASE WHEN p.iban_index <> coalesce(encode(b.iban_index, 'hex'), '')
          THEN coalesce(encode(b.iban_sealed, 'hex'), '') END,
        'iban_index', CASE WHEN p.iban_index <> coalesce(encode(b.iban_index, 'hex'), '')
          THEN encode(b.iban_index, 'hex') END
      )) END AS person_before,
    CASE WHEN w.id IS NOT NULL AND g.line = p.first_line THEN
      jsonb_strip_nulls(jsonb_build_object({person_after})) END AS person_after,
    CASE WHEN d.id IS NOT NULL THEN
      jsonb_strip_nulls(jsonb_build_object(
        {work_before},
        'afdeling', CASE WHEN lower(g.afdeling) <> lower(coalesce(a.name, ''))
          THEN coalesce(a.name, '') END,
        'afdeling_id', CASE WHEN lower(g.afdeling) <> lower(coalesce(a.name, ''))
          THEN a.id END
      )) END AS work_before,
    CASE WHEN d.id IS NOT NULL THEN
      jsonb_strip_nulls(jsonb_build_object(
        {work_after},
        'afdeling', CASE WHEN lower(g.afdeling) <> lower(coalesce(a.name, ''))
          THEN g.afdeling END
      )) END AS work_after
  FROM good g
  JOIN person p ON p.who = g.who
  LEFT JOIN parties_werknemer w ON w.id = g.werknemer_id
  LEFT JOIN parties_dienstverband d ON d.id = g.known_work
  LEFT JOIN parties_afdeling a ON a.id = d.afdeling_id
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
  person_version = c.person_version,
  work_version = c.work_version
FROM compared c
WHERE s.staff_import_id = %(id)s AND s.line = c.line
  AND (c.known_work IS NULL OR c.first_line <> c.line OR c.adds_bsn
    OR c.person_before <> '{{}}' OR c.work_before <> '{{}}')
