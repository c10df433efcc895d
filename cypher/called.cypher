// What every entity is called, and what it is.
// params:
// returns: id, name, aliases, english_name, labels
MATCH (n:Entity)
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       labels(n) AS labels
