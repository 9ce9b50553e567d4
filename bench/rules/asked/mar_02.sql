-- The same couple again within the repeat period, and the case at level 1 or not met since.
WITH couple AS (
    SELECT p.person AS perpetrator, v.person AS victim, m.*, coalesce(m.incident_on, m.referred_on) AS happened_on
    FROM named p JOIN named v USING (marac) JOIN marac m USING (marac)
    WHERE p.role = 'perpetrator' AND v.role = 'victim' AND v.person IN (SELECT person FROM living))
SELECT n.subject, n.case_ref, again.marac AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM nominal n JOIN couple again ON again.perpetrator = n.subject
JOIN couple once ON once.perpetrator = again.perpetrator AND once.victim = again.victim
WHERE again.is_open AND once.referred_on < again.referred_on AND again.happened_on >= once.referred_on
  AND again.happened_on < once.referred_on + to_months(getvariable('repeat_months'))
  AND (n.level = 1 OR NOT EXISTS (
      FROM meeting t WHERE t.case_ref = n.case_ref AND t.held_on BETWEEN again.happened_on AND getvariable('day')))
