-- A perpetrator in an open MARAC case, and nothing shared between the two by the day.
SELECT n.subject, n.case_ref, r.marac AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM nominal n JOIN named r ON r.person = n.subject JOIN marac m USING (marac)
WHERE r.role = 'perpetrator' AND m.is_open AND NOT EXISTS (
    FROM shares s JOIN shares_about a ON a.from_id = s.from_id
    WHERE s.to_id = n.case_ref AND a.to_id = m.marac AND s.shared_on <= getvariable('day')
      AND holds(s.valid_from, s.valid_to) AND holds(a.valid_from, a.valid_to))
