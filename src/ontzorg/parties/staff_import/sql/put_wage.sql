-- Adds the wages that rows bring, each from its day: of a new employment that is its first.
INSERT INTO parties_loon (
  dienstverband_id, werkgever_id, werknemer_id, vanaf, bedrag, per, recorded_at
)
SELECT d.id, d.werkgever_id, d.werknemer_id,
  coalesce(s.valid_from, r.geldig_vanaf, d.begint_op), r.loon, r.loon_per, now()
FROM staff_import_staffrow s
JOIN staff_import_readrow r ON r.staff_import_id = s.staff_import_id AND r.line = s.line
JOIN parties_dienstverband d
  ON d.id = s.dienstverband_id AND d.werkgever_id = %(werkgever)s
WHERE s.staff_import_id = %(id)s AND r.loon IS NOT NULL
  AND ((s.is_new_work AND s.outcome = 'new') OR (s.work_after ? 'loon' AND s.outcome = 'changed'))
ON CONFLICT (dienstverband_id, vanaf) DO UPDATE
  SET bedrag = excluded.bedrag, per = excluded.per, recorded_at = excluded.recorded_at
