// Number of relationships.
// params:
// returns: count
MATCH ()-[r]->()
RETURN count(r) AS count
