// The id of every entity, in no promised order.
// params:
// returns: id
MATCH (n:Entity)
RETURN n.id AS id
