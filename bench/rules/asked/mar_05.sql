-- A nominal is a victim in an open MARAC case.
SELECT n.subject, n.case_ref, r.marac AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM nominal n JOIN named r ON r.person = n.subject JOIN marac m USING (marac)
WHERE r.role = 'victim' AND m.is_open
