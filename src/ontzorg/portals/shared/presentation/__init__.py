"""What a page shows, as plain values: built from outcomes, drawn by templates."""
