"""Takes files in: a large one waits on disk without a name, and none fills the disk.

A file without a name is gone with the process that took it in, however that ends: what an employer
sends holds the numbers of his people.
"""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from django.http import HttpRequest


class UnnamedUpload(FileUploadHandler):
    """Keeps the files of one request, together no larger than the largest that a page takes.

    Of what comes after that nothing is kept but its size: by that the page refuses it, in words.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.room = settings.MOST_UPLOADED_BYTES

    def new_file(self, *described: Any, **more: Any) -> None:
        """Begin with a file."""
        super().new_file(*described, **more)
        self.file = SpooledTemporaryFile(  # noqa: SIM115 - the request closes it
            max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, as long as there is room."""
        self.room -= len(raw_data)
        if self.room >= 0:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """Return the file, with the size that was sent."""
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Let go of what came in when the sender went away."""
        if hasattr(self, "file"):
            self.file.close()
