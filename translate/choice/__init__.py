"""Which of the translations found is given, and how sure it is."""
