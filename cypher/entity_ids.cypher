// The id of every entity that the viewer may see, in no promised order.
// params: level, offices
// returns: id
MATCH (n:Entity)
WHERE /*seen n*/
RETURN n.id AS id
