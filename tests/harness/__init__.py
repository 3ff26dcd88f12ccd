"""What tests stand on: a database made like a real one, and a small world in it."""
