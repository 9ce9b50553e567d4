-- A current victim is a victim in an open MARAC case where the nominal is no perpetrator.
SELECT v.subject, v.case_ref, v.victim AS other, 'found' AS outcome, 'high' AS severity, NULL AS missing,
       NULL AS address, NULL AS other_address, NULL AS distance
FROM victim v JOIN named r ON r.person = v.victim JOIN marac m USING (marac)
WHERE v.is_current AND r.role = 'victim' AND m.is_open AND NOT EXISTS (
    FROM named p WHERE p.marac = m.marac AND p.person = v.subject AND p.role = 'perpetrator')
