// The organisations that some texts name, by id or by name.
// params: texts, level, offices
// returns: id, name
MATCH (n:Organisation)
WHERE (n.id IN $texts OR n.name IN $texts) AND /*seen n*/
RETURN n.id AS id, n.name AS name
