// What every entity is called, and what it is.
// params: level, offices
// returns: id, name, aliases, english_name, labels
MATCH (n:Entity)
WHERE /*seen n*/
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       labels(n) AS labels
