-- The level fell when the area changed and nobody has met since, or another area keeps the ViSOR record.
WITH episode AS (
    SELECT to_id AS case_ref, area, level, valid_from AS since,
           lag(area) OVER earlier AS area_before, lag(level) OVER earlier AS level_before
    FROM subject_of WINDOW earlier AS (PARTITION BY to_id ORDER BY valid_from))
SELECT n.subject, n.case_ref, CAST(e.since AS VARCHAR) AS other, 'found' AS outcome, 'high' AS severity,
       NULL AS missing, NULL AS address, NULL AS other_address, NULL AS distance
FROM nominal n JOIN episode e USING (case_ref)
WHERE e.since <= getvariable('day') AND e.area <> e.area_before AND e.level < e.level_before AND NOT EXISTS (
    FROM meeting m WHERE m.case_ref = n.case_ref AND m.held_on BETWEEN e.since AND getvariable('day'))
UNION
SELECT subject, case_ref, CAST(since AS VARCHAR), 'found', 'high', NULL, NULL, NULL, NULL
FROM nominal WHERE visor_owner_area <> area
