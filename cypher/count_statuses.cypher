// Number of affairs per status.
// params:
// returns: status, count
MATCH (n:Affair)
RETURN n.status AS status, count(*) AS count
