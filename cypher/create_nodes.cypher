// Creates entities that all carry the same labels.
// slots: labels
// params: rows
// returns:
UNWIND $rows AS row
CREATE (n:Entity/*labels*/)
SET n = row
