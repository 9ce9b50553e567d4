// id: VIC-04
// title: Victim not in the risk management plan
// family: victims
// severity: high
// subject: MappaCase
// key: party
// guidance: MAPPA Guidance | Chapter 22
// guidance: MAPPA Guidance | Chapter 12
// step: victim_not_in_the_plan
// finding: The newest risk management plan says nothing of victims' safety, or is older than the offence against this one.
// unknown: No risk management plan is known, so whether it says anything of victims' safety is not known.
// next step: The lead agency brings the plan up to date.
// reading: V is a living current victim of N. The newest risk management plan of N's case agreed by D has a blank `victim_safety`; or it was agreed before the first day of a `victim_of` from V to N that holds, so that V cannot be in it. The feeds do not carry whom a plan names. Of two plans of one day one that says something of victims counts.
// reading: Where no plan of the case agreed by D is known it is `could_not_check` with `missing: risk_plan`. The key is V.

MATCH (c:MappaCase {id: $key})-[m:MANAGED_UNDER]->(x:RiskPlan) WHERE @holds(m) AND m.agreed_on <= $day
RETURN c.id AS `case`, x.id AS plan, m.agreed_on AS agreed_on, m.victim_safety AS victim_safety, @path(m)
