"""The dossier page: what is known, what must be done, and the forms that add to it."""
