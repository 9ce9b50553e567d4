-- The words the rules are written in, as tables: who is a nominal, what is a home, who is a child, what is in force.
-- Every table of the graph stands here as it was known at K, under its type's name in lower case, with `from_id`,
-- `to_id` and the days between which it is true; the variables `day` and one for each threshold are set.

CREATE MACRO holds(valid_from, valid_to) AS valid_from <= getvariable('day') AND getvariable('day') < valid_to;
CREATE MACRO still_ahead(of_day) AS of_day IS NULL OR of_day > getvariable('day');
CREATE MACRO told(of_day) AS nullif(of_day, DATE '0001-01-01');
CREATE MACRO plain(text) AS nullif(trim(regexp_replace(regexp_replace(
    lower(text), '[^\p{L}\p{N}\s]', '', 'g'), '\s+', ' ', 'g')), '');
-- Somebody born on 29 February is of age on 1 March in other years; DuckDB would say 28 February.
CREATE MACRO birthday(born, years) AS
    CASE WHEN month(born) = 2 AND day(born) = 29 AND month(make_date(year(born) + years, 2, 28) + 1) = 3
         THEN make_date(year(born) + years, 3, 1)
         ELSE make_date(year(born) + years, month(born), day(born)) END;
CREATE MACRO is_under(born, years, on_day) AS on_day < birthday(born, years);

CREATE MACRO within(radius, squared, blur) AS squared <= (radius + blur) * (radius + blur);
-- How far along an edge, from 0 to 1, the point of it lies that is nearest to a position; and how far that point is.
CREATE MACRO along(x, y, x1, y1, x2, y2) AS greatest(0, least(1, coalesce(
    ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / nullif(pow(x2 - x1, 2) + pow(y2 - y1, 2), 0), 0)));
CREATE MACRO to_edge(x, y, x1, y1, x2, y2) AS sqrt(
    pow(x - x1 - along(x, y, x1, y1, x2, y2) * (x2 - x1), 2) + pow(y - y1 - along(x, y, x1, y1, x2, y2) * (y2 - y1), 2));

CREATE TABLE marac AS
SELECT from_id AS marac, to_id AS area, referred_on, incident_on,
       referred_on <= getvariable('day') AND still_ahead(closed_on) AS is_open
FROM heard_in WHERE holds(valid_from, valid_to);

CREATE TABLE named AS
SELECT DISTINCT from_id AS person, to_id AS marac, role FROM named_in WHERE holds(valid_from, valid_to);

-- The bounds of a birth: both the day itself, or from the age recorded on a day.
CREATE TABLE known_person AS
SELECT p.id AS person, d.given_names, d.family_name, d.date_of_birth,
       d.deceased_on IS NOT NULL AND d.deceased_on <= getvariable('day') AS is_dead,
       coalesce(d.date_of_birth, CAST(d.age_recorded_on - to_years(CAST(d.age_recorded + 1 AS INTEGER)) AS DATE) + 1)
           AS born_first,
       coalesce(d.date_of_birth, CAST(d.age_recorded_on - to_years(CAST(d.age_recorded AS INTEGER)) AS DATE))
           AS born_last
FROM person p LEFT JOIN has_details d ON d.from_id = p.id;

CREATE TABLE living AS
SELECT person,
       CASE WHEN is_under(born_first, getvariable('child_years'), getvariable('day')) THEN 'child'
            WHEN NOT is_under(born_last, getvariable('child_years'), getvariable('day')) THEN 'adult'
            WHEN date_of_birth IS NULL AND (person IN (SELECT person FROM named JOIN marac USING (marac)
                                                       WHERE role = 'child' AND is_open)
                 OR person IN (SELECT from_id FROM on_plan WHERE holds(valid_from, valid_to))) THEN 'child'
            ELSE 'unknown' END AS age
FROM known_person WHERE NOT is_dead;

-- Of overlapping episodes of one case the one that started last counts.
CREATE TABLE nominal AS
SELECT from_id AS subject, to_id AS case_ref, area, level, visor_owner_area, valid_from AS since
FROM (SELECT *, row_number() OVER (PARTITION BY to_id ORDER BY valid_from DESC) AS latest
      FROM subject_of WHERE holds(valid_from, valid_to))
WHERE latest = 1 AND from_id IN (SELECT person FROM living);

CREATE TABLE home AS
SELECT person, address, is_proposed, since
FROM (SELECT from_id AS person, to_id AS address, FALSE AS is_proposed, told(valid_from) AS since
      FROM (FROM lives_at UNION ALL FROM stays_at) WHERE holds(valid_from, valid_to)
      UNION ALL
      SELECT from_id, to_id, TRUE, told(valid_from) FROM proposed_at WHERE holds(valid_from, valid_to)
      UNION ALL
      SELECT i.from_id, t.to_id, TRUE, i.starts_on FROM placed_in i JOIN placed_at t ON t.from_id = i.to_id
      WHERE holds(i.valid_from, i.valid_to) AND holds(t.valid_from, t.valid_to)
        AND i.starts_on > getvariable('day') AND i.decision IS DISTINCT FROM 'refused')
WHERE person IN (SELECT person FROM living);

CREATE TABLE home_of_nominal AS
SELECT DISTINCT subject, case_ref, address FROM nominal JOIN home ON person = subject;

CREATE TABLE place AS
SELECT from_id AS address, CAST(easting AS BIGINT) AS x, CAST(northing AS BIGINT) AS y, uncertainty_m AS blur, area,
       plain(primary_name) AS primary_name, plain(street) AS street,
       CASE WHEN postcode NOT LIKE 'ZZ99%' THEN postcode END AS postcode
FROM located_at;

-- Current and past victims, the dead among them marked: they count in ACC-05 alone.
CREATE TABLE any_victim AS
SELECT to_id AS subject, from_id AS victim, bool_or(holds(valid_from, valid_to)) AS is_current
FROM victim_of WHERE from_id <> to_id GROUP BY ALL
HAVING is_current OR bool_or(valid_to <= getvariable('day'));

CREATE TABLE victim AS
SELECT a.*, n.case_ref FROM any_victim a JOIN nominal n USING (subject)
WHERE victim IN (SELECT person FROM living);

CREATE TABLE tie AS
WITH statement AS (
    SELECT *, 'parent' AS means FROM parent_of
    UNION ALL SELECT *, 'sibling' FROM sibling_of
    UNION ALL SELECT *, 'relative' FROM relative_of
    UNION ALL SELECT *, 'partner' FROM partner_of
    UNION ALL SELECT *, 'contact' FROM in_contact_with WHERE contact_kind IS DISTINCT FROM 'none'
    UNION ALL SELECT *, 'apart' FROM non_associate_of
    UNION ALL SELECT *, 'apart' FROM co_defendant_of),
said AS (SELECT from_id, to_id, means, told(valid_from) AS since FROM statement WHERE holds(valid_from, valid_to))
SELECT from_id AS person, to_id AS other, means AS kind, since FROM said
UNION ALL
SELECT to_id, from_id, if(means = 'parent', 'child', means), since FROM said;
DELETE FROM tie WHERE person NOT IN (SELECT person FROM living) OR other NOT IN (SELECT person FROM living)
    OR person = other;

CREATE TABLE condition_in_force AS
SELECT DISTINCT n.subject, n.case_ref, i.to_id AS condition, i.kind, i.site_kind
FROM nominal n JOIN bound_by b ON b.from_id = n.subject JOIN imposes i ON i.from_id = b.to_id
WHERE holds(b.valid_from, b.valid_to) AND holds(i.valid_from, i.valid_to);

-- The newest assessment by the day that says something of children; on one day the worst.
CREATE TABLE risk AS
SELECT subject, arg_max(degree, (assessed_on, degree)) AS degree
FROM (SELECT from_id AS subject, assessed_on,
             list_position(['low', 'medium', 'high', 'very_high'], children) AS degree
      FROM assessed_as WHERE holds(valid_from, valid_to) AND assessed_on <= getvariable('day'))
WHERE degree IS NOT NULL GROUP BY subject;

CREATE TABLE meeting AS
SELECT from_id AS meeting, to_id AS case_ref, held_on FROM reviews WHERE holds(valid_from, valid_to);

CREATE TABLE open_transfer AS
SELECT t.from_id AS case_ref, t.to_id AS transfer, e.to_id AS to_area, t.proposed_on, t.address_checked_on
FROM transferred_by t JOIN enters e ON e.from_id = t.to_id
WHERE holds(t.valid_from, t.valid_to) AND holds(e.valid_from, e.valid_to)
  AND t.proposed_on <= getvariable('day') AND still_ahead(t.rejected_on) AND still_ahead(t.completed_on);

-- Children's services invited to the newest meeting of a case, held or planned; meetings of one day count together.
CREATE TABLE invited AS
SELECT DISTINCT m.case_ref, d.local_authority AS authority
FROM meeting m JOIN (SELECT case_ref, max(held_on) AS held_on FROM meeting GROUP BY ALL) USING (case_ref, held_on)
JOIN invited_to i ON i.to_id = m.meeting JOIN described_by d ON d.from_id = i.from_id
WHERE holds(i.valid_from, i.valid_to) AND holds(d.valid_from, d.valid_to) AND d.kind = 'childrens_services';

CREATE TABLE worker AS
SELECT to_id AS looked_after, role FROM assigned_to WHERE holds(valid_from, valid_to);

-- Children, and people who may be children, linked to a nominal.
CREATE TABLE linked AS
SELECT DISTINCT n.subject, n.case_ref, l.person, p.age
FROM nominal n JOIN (
    SELECT person AS subject, other AS person FROM tie WHERE kind IN ('parent', 'contact')
    UNION ALL
    SELECT mine.person, theirs.person FROM home mine JOIN home theirs USING (address)
    UNION ALL
    SELECT mine.person, theirs.other FROM tie mine JOIN tie theirs ON theirs.person = mine.other
    WHERE mine.kind = 'partner' AND theirs.kind = 'parent') l USING (subject)
JOIN living p ON p.person = l.person
WHERE p.age <> 'adult' AND l.person <> n.subject;
