-- Tells whether something moved since the difference was shown.
SELECT
  EXISTS (
    SELECT 1 FROM staff_import_staffrow s
    LEFT JOIN parties_werknemer w ON w.id = s.werknemer_id
    WHERE s.staff_import_id = %(id)s AND s.outcome <> 'wrong' AND s.person_version IS NOT NULL
      AND w.version IS DISTINCT FROM s.person_version
  ) OR EXISTS (
    SELECT 1 FROM staff_import_staffrow s
    LEFT JOIN parties_dienstverband d ON d.id = s.dienstverband_id
    WHERE s.staff_import_id = %(id)s AND s.outcome <> 'wrong' AND s.work_version IS NOT NULL
      AND d.version IS DISTINCT FROM s.work_version
  ) OR EXISTS (
    SELECT 1 FROM staff_import_staffrow s
    JOIN staff_import_readrow r ON r.staff_import_id = s.staff_import_id AND r.line = s.line
    JOIN parties_dienstverband d
      ON d.werkgever_id = %(werkgever)s AND d.personeelsnummer = r.personeelsnummer
    WHERE s.staff_import_id = %(id)s AND s.is_new_person
  ) OR EXISTS (
    SELECT 1 FROM staff_import_staffrow s
    JOIN staff_import_readrow r ON r.staff_import_id = s.staff_import_id AND r.line = s.line
    JOIN parties_identificatie i
      ON i.werkgever_id = %(werkgever)s AND i.bsn_index = r.bsn_index
    WHERE s.staff_import_id = %(id)s AND s.adds_bsn
  ) OR EXISTS (
    SELECT 1 FROM staff_import_staffrow s
    LEFT JOIN parties_identificatie i ON i.werknemer_id = s.werknemer_id
    WHERE s.staff_import_id = %(id)s AND s.outcome <> 'wrong' AND s.bsn_change IS NOT NULL
      AND encode(i.bsn_index, 'hex') IS DISTINCT FROM s.bsn_change ->> 'before_index'
  ) OR EXISTS (
    SELECT 1 FROM staff_import_staffrow s
    JOIN parties_identificatie i ON i.werkgever_id = %(werkgever)s
      AND i.bsn_index = decode(s.bsn_change ->> 'after_index', 'hex')
    WHERE s.staff_import_id = %(id)s AND s.bsn_change IS NOT NULL
  )
