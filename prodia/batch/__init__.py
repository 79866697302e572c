"""Many people at once, from and to pandas. pandas is imported when a function first needs it."""
