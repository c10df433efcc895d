// Appends entries to the log as they are; for a restore.
// params: rows
// returns:
UNWIND $rows AS row
CREATE (c:Change)
SET c = row
