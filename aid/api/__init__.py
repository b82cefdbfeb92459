"""Social assistance for machines."""
