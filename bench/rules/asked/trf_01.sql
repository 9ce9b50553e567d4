-- A home, not proposed, in another area than the case's for too long, and no open transfer there.
SELECT n.subject, n.case_ref, h.address AS other, if(p.area IS NULL, 'could_not_check', 'found') AS outcome,
       'high' AS severity, if(p.area IS NULL, 'area', NULL) AS missing, NULL AS address, NULL AS other_address,
       NULL AS distance
FROM nominal n JOIN home h ON h.person = n.subject LEFT JOIN place p ON p.address = h.address
WHERE NOT h.is_proposed AND (h.since IS NULL OR getvariable('day') - h.since > getvariable('unstarted_days'))
  AND p.area IS DISTINCT FROM n.area
  AND NOT EXISTS (FROM open_transfer t WHERE t.case_ref = n.case_ref AND t.to_area = p.area)
