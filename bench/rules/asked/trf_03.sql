-- A move into an area that holds a victim, a MARAC case, a tied person or a zone of the nominal's.
WITH move AS (
    SELECT n.subject, n.case_ref, n.area, t.transfer AS other, t.to_area
    FROM nominal n JOIN open_transfer t USING (case_ref)
    UNION
    SELECT n.subject, n.case_ref, n.area, h.address, p.area
    FROM nominal n JOIN home h ON h.person = n.subject LEFT JOIN place p ON p.address = h.address
    WHERE h.is_proposed),
zone AS (
    SELECT k.subject, b.to_id AS zone
    FROM condition_in_force k JOIN bounded_by b ON b.from_id = k.condition JOIN drawn_as d ON d.from_id = b.to_id
    WHERE k.kind = 'exclusion_zone' AND holds(b.valid_from, b.valid_to) AND holds(d.valid_from, d.valid_to)
      AND k.case_ref IN (SELECT case_ref FROM move)),
box AS (
    SELECT zone, min(least(x1, x2)) AS west, max(greatest(x1, x2)) AS east, min(least(y1, y2)) AS south,
           max(greatest(y1, y2)) AS north
    FROM zone_edge WHERE zone IN (SELECT zone FROM zone) GROUP BY zone),
-- By square kilometres, so that 1.6 million postcodes meet the boxes by equality.
tiled AS (
    SELECT *, unnest(range(CAST(west // 1000 AS BIGINT), CAST(east // 1000 AS BIGINT) + 1)) AS kx FROM box),
boxed AS (
    SELECT b.zone, c.* FROM (
        SELECT *, unnest(range(CAST(south // 1000 AS BIGINT), CAST(north // 1000 AS BIGINT) + 1)) AS ky FROM tiled) b
    JOIN live_postcode c ON c.x // 1000 = b.kx AND c.y // 1000 = b.ky
    WHERE c.x BETWEEN west AND east AND c.y BETWEEN south AND north),
zone_area AS (
    SELECT DISTINCT zone, area FROM (
        SELECT p.zone, p.area, p.postcode,
               count(*) FILTER ((e.y1 > p.y) <> (e.y2 > p.y)
                   AND p.x < e.x1 + (e.x2 - e.x1) * (p.y - e.y1) / nullif(e.y2 - e.y1, 0)) % 2 = 1
               OR min(to_edge(p.x, p.y, e.x1, e.y1, e.x2, e.y2)) = 0 AS is_within
        FROM boxed p JOIN zone_edge e USING (zone) GROUP BY ALL)
    WHERE is_within),
danger AS (
    SELECT v.subject, p.area FROM victim v JOIN home h ON h.person = v.victim
    LEFT JOIN place p ON p.address = h.address WHERE v.is_current
    UNION
    SELECT t.person, p.area FROM tie t JOIN home h ON h.person = t.other
    LEFT JOIN place p ON p.address = h.address WHERE t.kind = 'apart'
    UNION
    SELECT r.person, m.area FROM named r JOIN marac m USING (marac) WHERE r.role = 'perpetrator' AND m.is_open
    UNION
    SELECT z.subject, a.area FROM zone z JOIN zone_area a USING (zone))
SELECT subject, case_ref, other, if(coalesce(m.to_area = d.area, FALSE), 'found', 'could_not_check') AS outcome,
       'critical' AS severity, if(coalesce(m.to_area = d.area, FALSE), NULL, 'area') AS missing, NULL AS address,
       NULL AS other_address, NULL AS distance
FROM move m JOIN danger d USING (subject)
WHERE m.to_area IS DISTINCT FROM m.area
  AND (m.to_area = d.area OR (m.to_area IS NOT NULL AND d.area IS NULL)
       OR (m.to_area IS NULL AND d.area <> m.area))
