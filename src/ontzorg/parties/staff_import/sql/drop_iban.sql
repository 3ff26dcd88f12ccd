-- Takes the IBANs away that the import brought first.
DELETE FROM parties_bankrekening b USING staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.outcome <> 'wrong'
  AND (s.is_new_person OR (s.person_before ? 'iban' AND NOT s.person_before ? 'iban_index'))
  AND b.werknemer_id = s.werknemer_id AND b.werkgever_id = %(werkgever)s
