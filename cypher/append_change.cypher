// Appends one write to the log. The embedded engine numbers a node that has no id by how many there
// are, and after a deletion and a restart gives a number that is taken.
// params: change
// returns:
CREATE (c:Change {id: 'change-' + toString($change.sequence)})
SET c += $change
