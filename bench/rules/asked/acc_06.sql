-- A home at the address of a child's, of somebody with a risk to children or a condition against it.
SELECT n.subject, n.case_ref, theirs.person AS other, if(p.age = 'child', 'found', 'could_not_check') AS outcome,
       'critical' AS severity, if(p.age = 'child', NULL, 'age') AS missing, address, NULL AS other_address,
       NULL AS distance
FROM home_of_nominal n JOIN home theirs USING (address) JOIN living p ON p.person = theirs.person
WHERE p.age <> 'adult' AND theirs.person <> n.subject
  AND (n.subject IN (SELECT subject FROM risk WHERE degree >= 2)
       OR n.subject IN (SELECT subject FROM condition_in_force WHERE kind = 'no_residence_with_children'))
