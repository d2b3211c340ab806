"""How good the extraction is: predictions against a gold file, in the words of the schema."""
