-- Finds rows of one file that speak against each other, and notes it with each of them.
WITH row AS MATERIALIZED (
  SELECT r.*, s.person_key AS who
  FROM staff_import_readrow r
  JOIN staff_import_staffrow s ON s.staff_import_id = r.staff_import_id AND s.line = r.line
  WHERE r.staff_import_id = %(id)s
),
-- Who has another birth date and another name is another person: then the number that they share
-- is wrong, and not what differs.
person AS MATERIALIZED (
  SELECT who, array_agg(line ORDER BY line) AS lines, CASE {differing} END AS spot,
    CASE WHEN (
        min(geboortedatum) <> max(geboortedatum)
        AND (min(lower(achternaam)) <> max(lower(achternaam))
          OR min(lower(left(voorletters, 1))) <> max(lower(left(voorletters, 1))))
      ) IS NOT TRUE THEN NULL
      WHEN count(*) = count(bsn_index) AND count(DISTINCT bsn_index) = 1 THEN 'bsn'
      WHEN count(*) = count(extern_id) AND min(extern_id) = max(extern_id) THEN 'extern_id'
      WHEN count(*) = count(personeelsnummer) AND min(personeelsnummer) = max(personeelsnummer)
        THEN 'personeelsnummer' END AS shared
  FROM row GROUP BY who HAVING count(*) > 1
),
collision AS (
  SELECT 'row.twice' AS code, 'begint_op' AS spot, array_agg(line ORDER BY line) AS lines
  FROM row
  WHERE begint_op IS NOT NULL AND who NOT IN (SELECT who FROM person WHERE shared IS NOT NULL)
  GROUP BY who, begint_op, personeelsnummer, dienstverband_id HAVING count(*) > 1
  UNION ALL
  SELECT 'number.shared', 'personeelsnummer', array_agg(line ORDER BY line)
  FROM row WHERE personeelsnummer IS NOT NULL
  GROUP BY personeelsnummer HAVING min(who) <> max(who)
  UNION ALL
  SELECT CASE WHEN shared = 'bsn' THEN 'bsn.shared' WHEN shared <> '' THEN 'number.shared'
    ELSE 'person.differs' END, coalesce(shared, spot), lines
  FROM person WHERE spot IS NOT NULL
),
fault AS (
  SELECT line, jsonb_agg(jsonb_build_array(
    code, spot, '', to_jsonb((array_remove(lines, line))[1:5])
  )) AS faults
  FROM collision, unnest(lines) AS line GROUP BY line
)
UPDATE staff_import_staffrow s
SET outcome = 'wrong', faults = coalesce(s.faults, '[]') || fault.faults
FROM fault
WHERE s.staff_import_id = %(id)s AND s.line = fault.line
