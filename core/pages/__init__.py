"""Pages of the mechanisms: parameters, working calendar, audit."""
