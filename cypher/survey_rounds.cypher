// Every survey round.
// params: level, offices
// returns: id, name, office, starts, ends, coverage
MATCH (n:SurveyRound)
WHERE /*seen n*/
RETURN n.id AS id, n.name AS name, n.office AS office, n.starts AS starts, n.ends AS ends,
       n.coverage AS coverage
