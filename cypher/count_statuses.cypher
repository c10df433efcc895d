// Number of affairs per status.
// params: level, offices
// returns: status, count
MATCH (n:Affair)
WHERE /*seen n*/
RETURN n.status AS status, count(*) AS count
