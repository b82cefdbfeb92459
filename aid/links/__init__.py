"""What merge, retention and privacy do to tables that name people, a file for each field of work."""
