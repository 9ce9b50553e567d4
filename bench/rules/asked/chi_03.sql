-- A linked child on a plan of an authority whose children's services are not invited to the newest meeting.
SELECT l.subject, l.case_ref, l.person AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM linked l JOIN on_plan o ON o.from_id = l.person
WHERE l.age = 'child' AND holds(o.valid_from, o.valid_to) AND NOT EXISTS (
    FROM invited i WHERE i.case_ref = l.case_ref AND i.authority = o.to_id)
