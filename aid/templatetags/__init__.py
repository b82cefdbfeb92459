"""What the templates of social assistance need."""
