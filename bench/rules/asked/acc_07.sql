-- A home in the building of, or next to, somebody not to associate with or tried with.
SELECT subject, case_ref, other, if(squared IS NULL, 'could_not_check', 'found') AS outcome, 'high' AS severity,
       if(squared IS NULL, 'position', NULL) AS missing, address, other_address, sqrt(squared) AS distance
FROM measured
WHERE why = 'apart' AND (squared IS NULL OR within(getvariable('tied_m'), squared, blur))
