// What somebody was sentenced for, and to.
MATCH (n:Person {id: $key})-[s:SENTENCED_TO]->(x:Sentence) WHERE @holds(s)
RETURN n.id AS subject, x.id AS sentence, s.offence_group AS offence_group, s.schedule_15 AS is_schedule_15,
       s.disposal AS disposal, s.months AS months, s.indeterminate AS is_indeterminate,
       s.sentenced_on AS sentenced_on, s.release_on AS release_on, @path(s)
