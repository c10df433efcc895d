// How many entities the viewer may see, by the labels they have together.
// params: level, offices
// returns: labels, count
MATCH (n:Entity)
WHERE /*seen n*/
RETURN labels(n) AS labels, count(*) AS count
