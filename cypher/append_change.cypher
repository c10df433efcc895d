// Appends one write to the log.
// params: change
// returns:
CREATE (c:Change)
SET c = $change
