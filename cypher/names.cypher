// What the search reads of every entity. `dates`: when it began. `access_*`: for whom it is there.
// open: read into memory for every viewer, and masked there
// params:
// returns: id, name, aliases, english_name, summary, unlinked, labels, office, dates, access_level, access_offices
MATCH (n:Entity)
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.english_name AS english_name,
       n.summary AS summary, n.unlinked AS unlinked, labels(n) AS labels, n.office AS office,
       [n.founded, n.graduation, n.starts, n.held_on, n.issued_on] AS dates,
       n.access_level AS access_level, n.access_offices AS access_offices
