-- A linked child with no social worker or safeguarding lead, and children's services not invited to the newest meeting.
SELECT l.subject, l.case_ref, l.person AS other, if(l.age = 'child', 'found', 'could_not_check') AS outcome,
       'high' AS severity, if(l.age = 'child', NULL, 'age') AS missing, NULL AS address, NULL AS other_address,
       NULL AS distance
FROM linked l
WHERE l.person NOT IN (SELECT looked_after FROM worker WHERE role IN ('social_worker', 'safeguarding_lead'))
  AND l.case_ref NOT IN (SELECT case_ref FROM invited)
