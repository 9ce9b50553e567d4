-- A linked child whose record lacks a name, a date of birth, a home or any key worker of their own.
SELECT l.subject, l.case_ref, l.person AS other, if(l.age = 'child', 'found', 'could_not_check') AS outcome,
       'medium' AS severity, if(l.age = 'child', NULL, 'age') AS missing, NULL AS address, NULL AS other_address,
       NULL AS distance
FROM linked l JOIN known_person p USING (person)
WHERE p.given_names IS NULL OR p.family_name IS NULL OR p.date_of_birth IS NULL
   OR l.person NOT IN (SELECT person FROM home) OR l.person NOT IN (SELECT looked_after FROM worker)
