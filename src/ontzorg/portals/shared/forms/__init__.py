"""The forms that several roles share."""
