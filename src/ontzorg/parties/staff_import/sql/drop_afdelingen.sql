-- Takes the departments away that the import made and nobody works in.
DELETE FROM parties_afdeling a
WHERE a.id = ANY(%(ids)s) AND a.werkgever_id = %(werkgever)s
  AND NOT EXISTS (SELECT 1 FROM parties_dienstverband d WHERE d.afdeling_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM parties_workterms t WHERE t.afdeling_id = a.id)
