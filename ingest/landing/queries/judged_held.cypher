// How many judgements of persons there are, ended ones among them.
MATCH (:Record)-[j:JUDGED]->(:Record)
RETURN count(j) AS held
