// Number of relationships per type.
// params:
// returns: type, count
MATCH (:Entity)-[r]->(:Entity)
RETURN type(r) AS type, count(r) AS count
