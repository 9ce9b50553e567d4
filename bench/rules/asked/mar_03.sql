-- Somebody who is no nominal, a perpetrator against two or more victims at MARAC; past harm to the dead counts.
SELECT p.person AS subject, NULL AS case_ref, NULL AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM named p JOIN named v USING (marac) JOIN marac m USING (marac)
WHERE p.role = 'perpetrator' AND v.role = 'victim' AND v.person <> p.person
  AND m.referred_on <= getvariable('day') AND p.person IN (SELECT person FROM living)
  AND p.person NOT IN (SELECT subject FROM nominal)
GROUP BY p.person HAVING count(DISTINCT v.person) >= 2
