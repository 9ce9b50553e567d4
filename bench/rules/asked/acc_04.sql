-- A home near a past victim's home, a place a current victim goes, or a relative's home; less the address pairs that
-- ACC-02 or ACC-03 reports for any victim of the same nominal.
WITH near AS (
    FROM measured WHERE why <> 'apart' AND (squared IS NULL OR within(getvariable('radius_m'), squared, blur))),
reported AS (SELECT case_ref, address, other_address FROM near WHERE why = 'victim' AND (is_same OR is_current))
SELECT subject, case_ref, other, if(squared IS NULL, 'could_not_check', 'found') AS outcome, 'medium' AS severity,
       if(squared IS NULL, 'position', NULL) AS missing, address, other_address, sqrt(squared) AS distance
FROM near ANTI JOIN reported USING (case_ref, address, other_address)
WHERE NOT (why = 'victim' AND is_current)
