"""Brings in the staff of an employer from a file: read, compare, confirm, undo."""
