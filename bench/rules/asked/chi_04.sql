-- Since the newest held meeting a new partner, or a home newly shared with a child, and no disclosure decided since
-- that day. What began on the day of a meeting, the meeting knew of.
WITH since AS (
    SELECT n.subject, n.case_ref, max(m.held_on) AS met_on,
           coalesce(met_on, getvariable('day') - CAST(getvariable('gained_days') AS INTEGER)) AS that_day
    FROM nominal n LEFT JOIN meeting m ON m.case_ref = n.case_ref AND m.held_on <= getvariable('day')
    GROUP BY ALL),
gained AS (
    SELECT s.*, t.other AS person, 'child' AS age, t.since AS on_day
    FROM since s JOIN tie t ON t.person = s.subject WHERE t.kind = 'partner'
    UNION ALL
    SELECT s.*, p.person, p.age, coalesce(greatest(mine.since, theirs.since), mine.since, theirs.since)
    FROM since s JOIN home mine ON mine.person = s.subject JOIN home theirs USING (address)
    JOIN living p ON p.person = theirs.person
    WHERE p.age <> 'adult' AND theirs.person <> s.subject)
SELECT subject, case_ref, person AS other, if(age = 'child', 'found', 'could_not_check') AS outcome,
       'critical' AS severity, if(age = 'child', NULL, 'age') AS missing, NULL AS address, NULL AS other_address,
       NULL AS distance
FROM gained g
WHERE on_day >= that_day AND on_day <= getvariable('day') AND on_day IS DISTINCT FROM met_on AND NOT EXISTS (
    FROM discloses d WHERE d.from_id = g.case_ref AND holds(d.valid_from, d.valid_to)
      AND d.decided_on BETWEEN g.that_day AND getvariable('day'))
