// The organisations that some texts name, by id or by name.
// params: texts
// returns: id, name
MATCH (n:Organisation)
WHERE n.id IN $texts OR n.name IN $texts
RETURN n.id AS id, n.name AS name
