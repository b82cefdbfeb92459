"""What-if: other values, or another day, tried on a roster before they are in force. Nothing is written."""
