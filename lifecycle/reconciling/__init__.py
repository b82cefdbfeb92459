"""Events make it fast, reconciliation makes it true: by night every list is computed anew and compared with that of the night before."""
