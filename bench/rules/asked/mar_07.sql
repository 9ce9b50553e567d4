-- A child at an open MARAC case lives with the nominal, or is their child or current victim, and they are no
-- perpetrator there.
WITH child AS (
    SELECT r.person, r.marac FROM named r JOIN marac m USING (marac) JOIN living p USING (person)
    WHERE r.role = 'child' AND m.is_open AND p.age = 'child'),
near AS (
    SELECT n.subject, n.case_ref, theirs.person FROM home_of_nominal n JOIN home theirs USING (address)
    UNION
    SELECT n.subject, n.case_ref, t.other FROM nominal n JOIN tie t ON t.person = n.subject AND t.kind = 'parent'
    UNION
    SELECT subject, case_ref, victim FROM victim WHERE is_current)
SELECT n.subject, n.case_ref, c.marac AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM near n JOIN child c USING (person)
WHERE n.subject <> n.person AND NOT EXISTS (
    FROM named p WHERE p.marac = c.marac AND p.person = n.subject AND p.role = 'perpetrator')
