-- How far the homes of nominals are from the places the accommodation rules hold them against. `squared` is in square
-- metres, from centre to centre, null where one has no position; the same building is 0 m apart, position or none.

CREATE TABLE against AS
SELECT subject, case_ref, victim AS other, 'victim' AS why, is_current, address AS other_address
FROM victim JOIN home ON person = victim
UNION
SELECT subject, case_ref, victim, 'haunt', TRUE, a.to_id
FROM victim JOIN (FROM works_at UNION ALL FROM attends) a ON a.from_id = victim
WHERE is_current AND holds(a.valid_from, a.valid_to)
UNION
SELECT v.subject, v.case_ref, v.victim, 'relative', TRUE, h.address
FROM victim v JOIN tie t ON t.person = v.victim JOIN home h ON h.person = t.other
WHERE is_current AND t.kind IN ('parent', 'child', 'sibling', 'relative') AND t.other <> v.subject
UNION
SELECT n.subject, n.case_ref, t.other, 'apart', FALSE, h.address
FROM nominal n JOIN tie t ON t.person = n.subject JOIN home h ON h.person = t.other WHERE t.kind = 'apart';

CREATE TABLE measured AS
SELECT g.*, h.address,
       coalesce(a.address = b.address OR (a.primary_name = b.primary_name AND a.postcode = b.postcode
           AND (a.street IS NULL OR b.street IS NULL OR a.street = b.street)), h.address = g.other_address, FALSE)
           AS is_same,
       if(is_same, 0, (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)) AS squared,
       if(is_same, 0, a.blur + b.blur) AS blur
FROM against g JOIN home_of_nominal h USING (subject, case_ref)
LEFT JOIN place a ON a.address = h.address LEFT JOIN place b ON b.address = g.other_address;
