-- Gives people back the IBAN that they had.
UPDATE parties_bankrekening b
SET iban_sealed = decode(s.person_before ->> 'iban', 'hex'),
  iban_index = decode(s.person_before ->> 'iban_index', 'hex')
FROM staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.outcome <> 'wrong' AND s.person_before ? 'iban_index'
  AND b.werknemer_id = s.werknemer_id AND b.werkgever_id = %(werkgever)s
