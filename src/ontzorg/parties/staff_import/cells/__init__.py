"""Knows the columns of a staff file and what may stand in them. Knows no framework."""
