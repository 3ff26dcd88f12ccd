"""From the recorded facts of one employment to its course. Writes nothing."""
