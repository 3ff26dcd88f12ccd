"""Reads CSV and XLSX row by row. Knows no framework and no database."""
