-- How many people work here today and are not in the file. Nothing happens to them.
SELECT count(*) FROM (
  SELECT d.werknemer_id FROM parties_dienstverband d
  WHERE d.werkgever_id = %(werkgever)s AND d.begint_op <= %(today)s
    AND (d.eindigt_op IS NULL OR d.eindigt_op >= %(today)s)
  EXCEPT
  SELECT s.werknemer_id FROM staff_import_staffrow s WHERE s.staff_import_id = %(id)s
) people
