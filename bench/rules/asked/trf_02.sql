-- A transfer open for too many working days, or whose address was not checked in time.
WITH day_of_work AS (
    SELECT CAST(d AS DATE) AS on_day FROM range((SELECT min(proposed_on) FROM open_transfer),
                                                getvariable('day') + 1, INTERVAL 1 DAY) AS r(d)
    WHERE isodow(d) < 6 AND CAST(d AS DATE) NOT IN (SELECT on_day FROM bank_holiday))
SELECT n.subject, n.case_ref, t.transfer AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM nominal n JOIN open_transfer t USING (case_ref)
WHERE (SELECT count(*) FROM day_of_work w WHERE w.on_day > t.proposed_on) > getvariable('complete_days')
   OR (getvariable('day') - t.proposed_on > getvariable('check_days') AND still_ahead(t.address_checked_on))
