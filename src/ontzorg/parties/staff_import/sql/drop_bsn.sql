-- Takes the BSNs away that the import brought.
DELETE FROM parties_identificatie i USING staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.adds_bsn AND s.outcome <> 'wrong'
  AND i.werknemer_id = s.werknemer_id AND i.werkgever_id = %(werkgever)s
