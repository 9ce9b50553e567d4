-- A home in the same building as a home of a current or past victim.
SELECT subject, case_ref, other, 'found' AS outcome, 'critical' AS severity, NULL AS missing, address, other_address,
       0 AS distance
FROM measured WHERE why = 'victim' AND is_same
