// How many judgements of models there are, ended ones among them.
MATCH (:Record)-[m:MATCHED]->(:Record)
RETURN count(m) AS held
