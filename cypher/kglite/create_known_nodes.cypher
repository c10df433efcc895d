// As create_nodes, each property by itself: a third of the time. The engine refuses properties that
// no entity has had yet.
// slots: labels, properties
// params: rows
// returns:
UNWIND $rows AS row
CREATE (n:Entity/*labels*/ {/*properties*/})
