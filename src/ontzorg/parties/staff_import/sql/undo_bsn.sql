-- Gives people back the BSN that they had.
UPDATE parties_identificatie i
SET bsn_sealed = decode(s.bsn_change ->> 'before', 'hex'),
  bsn_index = decode(s.bsn_change ->> 'before_index', 'hex')
FROM staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.outcome <> 'wrong' AND s.bsn_change IS NOT NULL
  AND s.line = ANY(%(lines)s)
  AND i.werknemer_id = s.werknemer_id AND i.werkgever_id = %(werkgever)s
