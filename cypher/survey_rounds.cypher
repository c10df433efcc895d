// Every survey round.
// params:
// returns: id, name, office, starts, ends
MATCH (n:SurveyRound)
RETURN n.id AS id, n.name AS name, n.office AS office, n.starts AS starts, n.ends AS ends
