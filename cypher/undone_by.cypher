// The write that took this one of an import back; no row while none has.
// params: sequence
// returns: sequence
MATCH (c:Change)
WHERE c.sequence > $sequence AND c.undoes = $sequence
RETURN c.sequence AS sequence
