"""The list of what is mine now, its tasks, who stands in and what waits."""
