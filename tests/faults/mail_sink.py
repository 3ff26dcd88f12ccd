"""A mail server that keeps what it gets, and can be closed for a while."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

ANSWERS = {b"DATA": b"354 go on", b"QUIT": b"221 bye", b"EHLO": b"250 mail"}
FINE, CLOSED = b"250 fine", b"421 closed for now"


@dataclass
class MailSink:
    """The letters that were taken in."""

    port: int
    is_closed: bool = False
    refused: int = 0
    letters: list[Message] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the product sends its mail."""
        return f"smtp://127.0.0.1:{self.port}"

    def copies(self, subject: str) -> Counter[str]:
        """Return how often each letter with this subject came, by its number."""
        return Counter(str(x["Message-ID"]) for x in self.letters if x["Subject"] == subject)

    def without_one(self, subject: str) -> MailSink:
        """Return this box as if one letter with this subject never came, however often it did."""
        number = next(iter(self.copies(subject)))
        kept = [letter for letter in self.letters if letter["Message-ID"] != number]
        return replace(self, letters=kept)

    def with_again(self, subject: str, times: int) -> MailSink:
        """Return this box as if one letter with this subject came that many times more."""
        letter = next(x for x in self.letters if x["Subject"] == subject)
        return replace(self, letters=[*self.letters, *[letter] * times])


class Conversation(StreamRequestHandler):
    """One connection with the product."""

    server: LetterServer

    def handle(self) -> None:
        """Take in the letters of one connection."""
        if self.server.box.is_closed:
            self.server.box.refused += 1
            self._say(CLOSED)
            return
        self._say(b"220 mail")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            self._say(ANSWERS.get(verb, FINE))
            if verb == b"QUIT":
                return
            if verb == b"DATA":
                self._keep()

    def _keep(self) -> None:
        """Keep a letter that came in whole."""
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                self.server.box.letters.append(message_from_bytes(b"".join(lines)))
                self._say(FINE)
                return
            lines.append(line)

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class LetterServer(ThreadingTCPServer):
    """Listens on a port that the system gives out."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.box = MailSink(port=int(self.server_address[1]))

    def handle_error(self, *_call: Any) -> None:
        """Be silent about a worker that hangs up because it was killed."""


@contextmanager
def open_mail_sink() -> Iterator[MailSink]:
    """Listen for mail within the block."""
    with LetterServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.box
        server.shutdown()
