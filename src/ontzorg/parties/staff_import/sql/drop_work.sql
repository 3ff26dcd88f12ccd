-- Takes the employments away that the import made.
DELETE FROM parties_dienstverband d USING staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.is_new_work AND s.outcome = 'new'
  AND d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
