// The writes of one import, and those that took them back, oldest first; `undoes` is the sequence
// of the write that one took back.
// params: import_id
// returns: sequence, action, batch, undoes
MATCH (c:Change)
WHERE c.import_id = $import_id
RETURN c.sequence AS sequence, c.action AS action, c.batch AS batch, c.undoes AS undoes
ORDER BY sequence
