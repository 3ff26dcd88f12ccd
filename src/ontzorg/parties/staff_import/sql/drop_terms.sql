-- Takes the history of department, function and hours away of employments that the import made or changed.
DELETE FROM parties_workterms t USING staff_import_staffrow s
WHERE s.staff_import_id = %(id)s AND s.outcome IN ('new', 'changed')
  AND (s.is_new_work OR s.history IS NOT NULL)
  AND t.dienstverband_id = s.dienstverband_id AND t.werkgever_id = %(werkgever)s
