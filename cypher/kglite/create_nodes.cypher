// Creates entities that all carry the same labels, each property by itself: a third of the time.
// otherwise: the engine refuses properties that no entity has had yet
// slots: labels, properties
// params: rows
// returns:
UNWIND $rows AS row
CREATE (n:Entity/*labels*/ {/*properties*/})
