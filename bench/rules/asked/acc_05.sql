-- A risk to children, and a home near a place where children go; where a condition alone tells of it, near its kind.
WITH children_site(kind) AS (
    SELECT unnest(['school', 'nursery', 'playground', 'park', 'swimming_pool', 'youth_club'])),
harmed AS (
    SELECT a.subject FROM any_victim a JOIN victim_of w ON w.from_id = a.victim AND w.to_id = a.subject
    JOIN known_person p ON p.person = a.victim
    WHERE w.valid_from > DATE '0001-01-01' AND (holds(w.valid_from, w.valid_to) OR w.valid_to <= getvariable('day'))
      AND is_under(p.born_first, getvariable('child_years'), w.valid_from)),
wide AS (SELECT subject FROM risk WHERE degree >= 3 UNION SELECT subject FROM harmed),
wanted AS (
    SELECT DISTINCT subject, case_ref, kind FROM nominal JOIN wide USING (subject) CROSS JOIN children_site
    UNION
    SELECT subject, case_ref, s.kind FROM condition_in_force k JOIN children_site s ON k.site_kind IS NULL
        OR k.site_kind = s.kind WHERE k.kind = 'avoid_sites'),
homes AS (
    SELECT h.*, x, y, blur FROM home_of_nominal h LEFT JOIN place USING (address)
    WHERE case_ref IN (SELECT case_ref FROM wanted)),
-- The ground in squares wide enough that what is within reach lies in a home's own square or in one next to it.
width AS (SELECT getvariable('site_m') + coalesce(max(p.blur), 0) + coalesce((SELECT max(uncertainty_m) FROM sited_as), 0) AS w
          FROM homes p),
spread AS (
    SELECT h.*, floor(x / w) + dx AS gx, floor(y / w) + dy AS gy
    FROM homes h CROSS JOIN width CROSS JOIN unnest([-1, 0, 1]) AS i(dx) CROSS JOIN unnest([-1, 0, 1]) AS j(dy)
    WHERE x IS NOT NULL),
sites AS (
    SELECT from_id AS site, kind, easting AS sx, northing AS sy, uncertainty_m AS site_blur,
           floor(easting / w) AS gx, floor(northing / w) AS gy
    FROM sited_as CROSS JOIN width WHERE holds(valid_from, valid_to) AND easting IS NOT NULL)
SELECT h.subject, h.case_ref, s.site AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       h.address, NULL AS other_address, sqrt((x - sx) * (x - sx) + (y - sy) * (y - sy)) AS distance
FROM spread h JOIN sites s USING (gx, gy) JOIN wanted w ON w.case_ref = h.case_ref AND w.kind = s.kind
WHERE within(getvariable('site_m'), (x - sx) * (x - sx) + (y - sy) * (y - sy), blur + site_blur)
UNION ALL
SELECT subject, case_ref, NULL, 'could_not_check', 'high', 'position', address, NULL, NULL FROM homes WHERE x IS NULL
