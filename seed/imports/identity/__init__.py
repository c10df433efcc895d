"""Which rows are about one and the same: what tells records apart, and who decides."""
