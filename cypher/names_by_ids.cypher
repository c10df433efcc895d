// As `names`, for some entities.
// open: read into memory for every viewer, and masked there
// params: ids
// returns: id, name, aliases, english_name, summary, unlinked, labels, office, dates, access_level, access_offices
MATCH (n:Entity)
WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       n.summary AS summary, n.unlinked AS unlinked, labels(n) AS labels, n.office AS office,
       [n.founded, n.graduation, n.starts, n.held_on, n.issued_on] AS dates,
       n.access_level AS access_level, n.access_offices AS access_offices
