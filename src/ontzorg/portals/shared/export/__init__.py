"""Lists that a person may see, as a file to take along."""
