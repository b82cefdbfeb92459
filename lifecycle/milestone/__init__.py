"""Days that come by themselves: an age, a retirement, the end of a certificate."""
