-- Finds for each row that was read the person and the employment that are known already.
INSERT INTO staff_import_staffrow (
  staff_import_id, werkgever_id, line, outcome, name, person_key, first_line,
  werknemer_id, dienstverband_id, is_new_person, is_new_work, adds_bsn, faults
)
WITH read AS MATERIALIZED (
  SELECT * FROM staff_import_readrow WHERE staff_import_id = %(id)s
),
numbers AS (
  SELECT DISTINCT ON (personeelsnummer) personeelsnummer, werknemer_id
  FROM parties_dienstverband
  WHERE werkgever_id = %(werkgever)s AND personeelsnummer <> ''
  ORDER BY personeelsnummer, begint_op DESC, id DESC
),
-- Whom the numbers of each row belong to: one person, or two when the numbers disagree.
pointed AS MATERIALIZED (
  SELECT r.line, r.person_key,
    least(i.werknemer_id, e.id, n.werknemer_id) AS werknemer_id,
    greatest(i.werknemer_id, e.id, n.werknemer_id) AS other_id
  FROM read r
  LEFT JOIN parties_identificatie i
    ON i.werkgever_id = %(werkgever)s AND i.bsn_index = r.bsn_index
  LEFT JOIN parties_werknemer e
    ON e.werkgever_id = %(werkgever)s AND e.extern_id = r.extern_id
  LEFT JOIN numbers n ON n.personeelsnummer = r.personeelsnummer
),
keyed AS MATERIALIZED (
  SELECT person_key, min(werknemer_id) AS werknemer_id, max(other_id) AS other_id,
    bool_or(werknemer_id <> other_id) AS has_torn_row
  FROM pointed GROUP BY person_key
),
-- Whom no number tells apart is known by name and birth date, when only one can be meant and no
-- number speaks against it.
named AS (
  SELECT r.person_key, min(w.id) AS werknemer_id
  FROM read r
  JOIN keyed k ON k.person_key = r.person_key AND k.werknemer_id IS NULL
  JOIN parties_werknemer w ON w.werkgever_id = %(werkgever)s
    AND lower(w.achternaam) = lower(r.achternaam)
    AND w.geboortedatum = r.geboortedatum
    AND lower(left(w.voorletters, 1)) = lower(left(r.voorletters, 1))
  LEFT JOIN parties_identificatie i ON i.werknemer_id = w.id
  LEFT JOIN (
    SELECT DISTINCT werknemer_id FROM parties_dienstverband
    WHERE werkgever_id = %(werkgever)s AND personeelsnummer <> ''
  ) numbered ON numbered.werknemer_id = w.id
  LEFT JOIN keyed taken ON taken.werknemer_id = w.id
  WHERE (i.werknemer_id IS NULL OR r.bsn_index IS NULL)
    AND (numbered.werknemer_id IS NULL OR r.personeelsnummer IS NULL)
    AND (w.extern_id = '' OR r.extern_id IS NULL)
    AND taken.werknemer_id IS NULL
  GROUP BY r.person_key
  HAVING count(DISTINCT w.id) = 1
),
-- Two keys of the file may mean one person by name: then neither does.
single AS (
  SELECT min(person_key) AS person_key, werknemer_id FROM named
  GROUP BY werknemer_id HAVING count(*) = 1
),
-- A row whose own numbers agree is not torn by another row that speaks of the same person.
pointed_out AS (
  SELECT p.line,
    CASE WHEN k.has_torn_row THEN p.werknemer_id
      ELSE coalesce(k.werknemer_id, s.werknemer_id) END AS werknemer_id,
    CASE WHEN k.has_torn_row THEN p.werknemer_id <> p.other_id
      ELSE k.werknemer_id <> k.other_id END AS is_torn
  FROM pointed p
  JOIN keyed k ON k.person_key = p.person_key
  LEFT JOIN single s ON s.person_key = p.person_key
),
-- Another birth date, and another name or BSN: then it is another person, and a number is wrong.
matched AS MATERIALIZED (
  SELECT p.*, coalesce(
    known.geboortedatum <> r.geboortedatum
    AND (lower(known.achternaam) <> lower(r.achternaam)
      OR lower(left(known.voorletters, 1)) <> lower(left(r.voorletters, 1))
      OR i.bsn_index <> r.bsn_index), false) AS is_other
  FROM pointed_out p
  JOIN read r ON r.line = p.line
  LEFT JOIN parties_werknemer known ON known.id = p.werknemer_id
  LEFT JOIN parties_identificatie i ON i.werknemer_id = p.werknemer_id
),
worked AS (
  SELECT DISTINCT ON (r.line) r.line, d.id, d.begint_op = r.begint_op AS is_exact
  FROM read r
  JOIN matched m ON m.line = r.line AND m.is_torn IS NOT TRUE AND NOT m.is_other
  JOIN parties_dienstverband d ON d.werknemer_id = m.werknemer_id
  WHERE d.extern_id = r.dienstverband_id
    OR (
      (r.dienstverband_id IS NULL OR d.extern_id = '')
      AND (
        (
          d.begint_op = r.begint_op
          AND (r.personeelsnummer IS NULL OR d.personeelsnummer IN ('', r.personeelsnummer))
        )
        OR (
          d.personeelsnummer = r.personeelsnummer
          AND (d.eindigt_op IS NULL OR d.eindigt_op >= r.begint_op)
        )
      )
    )
  ORDER BY r.line,
    coalesce(d.extern_id = r.dienstverband_id, false) DESC,
    d.begint_op = r.begint_op DESC,
    coalesce(d.personeelsnummer = r.personeelsnummer, false) DESC,
    d.begint_op DESC, d.id DESC
),
-- An employment is meant by one row: the one with its first day, else it gets another first day.
meant AS (
  SELECT DISTINCT ON (id) id, line FROM worked ORDER BY id, is_exact DESC, line
)
SELECT %(id)s, %(werkgever)s, r.line,
  CASE WHEN f.faults = '[]' THEN 'same' ELSE 'wrong' END,
  concat_ws(' ', coalesce(r.roepnaam, r.voorletters), r.tussenvoegsel, r.achternaam),
  CASE WHEN m.is_torn OR m.is_other OR m.werknemer_id IS NULL THEN r.person_key
    ELSE 'w' || m.werknemer_id END,
  r.line, m.werknemer_id, d.id,
  false, false, false, nullif(f.faults, '[]')
FROM read r
JOIN matched m ON m.line = r.line
LEFT JOIN meant d ON d.line = r.line
LEFT JOIN parties_identificatie i ON i.werknemer_id = m.werknemer_id
LEFT JOIN parties_werknemer known ON known.id = m.werknemer_id
CROSS JOIN LATERAL (
  SELECT coalesce(r.faults, '[]')
    || CASE WHEN m.is_torn
         THEN '[["keys.disagree", "personeelsnummer", "", []]]'::jsonb ELSE '[]' END
    || CASE WHEN NOT coalesce(m.is_torn, false) AND i.bsn_index <> r.bsn_index
           AND known.geboortedatum IS DISTINCT FROM r.geboortedatum
         THEN '[["bsn.other", "bsn", "", []]]'::jsonb ELSE '[]' END
    || CASE WHEN m.is_torn OR NOT m.is_other THEN '[]'
         WHEN i.bsn_index = r.bsn_index THEN '[["bsn.known", "bsn", "", []]]'::jsonb
         WHEN i.bsn_index <> r.bsn_index THEN '[]'
         WHEN known.extern_id = r.extern_id THEN '[["number.known", "extern_id", "", []]]'
         ELSE '[["number.known", "personeelsnummer", "", []]]' END AS faults
) f
