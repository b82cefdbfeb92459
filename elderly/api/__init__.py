"""The old for machines."""
