"""A copy of the database that proves itself: made, tried out and put back by command."""

from ontzorg.config.backup.errors import BackupError
from ontzorg.config.backup.make import make_backup
from ontzorg.config.backup.restore import Restored, restore_backup

__all__ = ["BackupError", "Restored", "make_backup", "restore_backup"]
