"""Payment lists by month: who gets what and why, frozen, exported, and what was paid too much."""
