"""Who is who, for people to decide: what waits, in which order, why, and what a decision would change in flags."""
