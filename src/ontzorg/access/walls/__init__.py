"""The walls in the database: declared once, applied after every migration, checked at start."""
