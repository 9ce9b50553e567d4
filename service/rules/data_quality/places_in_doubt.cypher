// id: DQ-02
// title: Places too little known to measure
// family: data_quality
// severity: medium
// subject: Person
// key: none
// guidance: Set by the service | an answer about distance is no better than the addresses it is measured between
// policy: accommodation.own_victim.radius_m, data_quality.position_m, data_quality.victim_address_months
// reading: Looked at are the homes that hold, proposed ones left out, of N and of N's current victims. An address has a
// reading: gap where it has no position; where, in a pair that ACC-02 or ACC-03 reports as found, it is less certain
// reading: than policy allows (metres), has no UPRN, or was never verified by D at this residence; and, for a victim's
// reading: home, wherever N has a home too, where the newest of the day it began and the days it was verified lies more
// reading: than so many calendar months before D (without either day it counts as old). Far from each other, two homes
// reading: are far from each other with or without a UPRN, so that gaps which decide nothing are left out. One finding
// reading: per case with every address in `pairs`; `cheapestFact` names the one fact to obtain first: a live postcode,
// reading: coordinates, a UPRN, the word of the victim liaison officer, a visit, in this order.
// step: places_in_doubt
// finding: An answer about the distance to a victim rests on an address that is too little known.
// next step: Obtain the fact named as the cheapest; until then refer every question of distance in this case.

MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
