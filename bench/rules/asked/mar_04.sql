-- A perpetrator to be released soon, and a victim other than themselves in the open MARAC case without an IDVA.
WITH release AS (
    SELECT from_id AS person, release_on AS on_day FROM sentenced_to WHERE holds(valid_from, valid_to)
    UNION
    SELECT from_id, happened_on FROM underwent WHERE kind = 'release' AND holds(valid_from, valid_to)),
alone AS (
    SELECT v.marac, v.person FROM named v JOIN marac m USING (marac)
    WHERE v.role = 'victim' AND m.is_open AND v.person IN (SELECT person FROM living)
      AND NOT EXISTS (FROM worker w WHERE w.role = 'idva' AND w.looked_after IN (v.person, v.marac)))
SELECT p.person AS subject, n.case_ref, p.marac AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM named p JOIN alone v ON v.marac = p.marac AND v.person <> p.person LEFT JOIN nominal n ON n.subject = p.person
WHERE p.role = 'perpetrator' AND p.person IN (SELECT person FROM living)
  AND p.person IN (SELECT person FROM release WHERE on_day BETWEEN getvariable('day')
                   AND getvariable('day') + CAST(getvariable('release_days') AS INTEGER))
