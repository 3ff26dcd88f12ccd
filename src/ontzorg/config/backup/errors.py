"""What can go wrong with a backup."""


class BackupError(RuntimeError):
    """The copy could not be made, trusted or put back; the message says what to do."""
