-- Takes the people away that the import made.
DELETE FROM parties_werknemer w USING staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.is_new_person AND s.outcome = 'new'
  AND w.id = s.werknemer_id AND w.werkgever_id = %(werkgever)s
