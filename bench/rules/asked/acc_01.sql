-- A home where a condition in force forbids it.
WITH drawn AS (
    SELECT k.subject, k.case_ref, k.condition, k.kind, b.to_id AS zone, holds(d.valid_from, d.valid_to) AS is_zone
    FROM condition_in_force k JOIN bounded_by b ON b.from_id = k.condition JOIN drawn_as d ON d.from_id = b.to_id
    WHERE k.kind IN ('exclusion_zone', 'restriction_zone') AND holds(b.valid_from, b.valid_to)),
asked AS (
    SELECT d.*, h.address, p.x, p.y, p.blur FROM drawn d
    JOIN home_of_nominal h USING (subject, case_ref) LEFT JOIN place p USING (address) WHERE is_zone),
measured AS (
    SELECT a.subject, a.case_ref, a.condition, a.kind, a.address, a.blur,
           -- Inside where a ray to the east crosses the boundary an odd number of times.
           count(*) FILTER ((e.y1 > a.y) <> (e.y2 > a.y)
               AND a.x < e.x1 + (e.x2 - e.x1) * (a.y - e.y1) / nullif(e.y2 - e.y1, 0)) % 2 = 1 AS is_inside,
           min(to_edge(a.x, a.y, e.x1, e.y1, e.x2, e.y2)) AS away
    FROM asked a JOIN zone_edge e USING (zone) WHERE a.x IS NOT NULL GROUP BY ALL)
SELECT subject, case_ref, condition AS other, 'found' AS outcome, 'critical' AS severity, NULL AS missing,
       address, NULL AS other_address, if(is_inside, 0, away) AS distance
FROM measured WHERE (is_inside OR away <= blur) = (kind = 'exclusion_zone')
UNION ALL
SELECT subject, case_ref, condition, 'could_not_check', 'critical', 'position', address, NULL, NULL
FROM asked WHERE x IS NULL
UNION ALL
SELECT k.subject, k.case_ref, k.condition, 'could_not_check', 'critical', 'zone', NULL, NULL, NULL
FROM condition_in_force k JOIN home_of_nominal h USING (subject, case_ref)
WHERE kind IN ('exclusion_zone', 'restriction_zone') AND condition NOT IN (SELECT condition FROM drawn)
UNION ALL
SELECT k.subject, k.case_ref, k.condition, 'found', 'critical', NULL, h.address, NULL, NULL
FROM condition_in_force k JOIN names s ON s.from_id = k.condition JOIN home_of_nominal h USING (subject, case_ref)
WHERE k.kind = 'named_premises' AND holds(s.valid_from, s.valid_to) AND s.to_id = h.address
UNION ALL
SELECT k.subject, k.case_ref, k.condition, 'could_not_check', 'critical', 'address', NULL, NULL, NULL
FROM condition_in_force k JOIN home_of_nominal h USING (subject, case_ref)
WHERE k.kind = 'named_premises'
  AND k.condition NOT IN (SELECT from_id FROM names WHERE holds(valid_from, valid_to))
