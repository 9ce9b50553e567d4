-- A home near a home of a current victim, where ACC-02 does not hold for the two addresses.
SELECT subject, case_ref, other, if(squared IS NULL, 'could_not_check', 'found') AS outcome,
       if(squared IS NULL OR within(getvariable('near_m'), squared, blur), 'high', 'medium') AS severity,
       if(squared IS NULL, 'position', NULL) AS missing, address, other_address, sqrt(squared) AS distance
FROM measured
WHERE why = 'victim' AND is_current AND NOT is_same
  AND (squared IS NULL OR within(getvariable('radius_m'), squared, blur))
UNION ALL
SELECT subject, case_ref, victim, 'could_not_check', 'high', 'home', NULL, NULL, NULL
FROM victim WHERE is_current AND victim NOT IN (SELECT person FROM home)
