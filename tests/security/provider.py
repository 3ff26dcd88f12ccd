"""A real OpenID Connect provider in a process of its own, and a person who signs in there."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.test import Client

from ontzorg.config import oidc
from tests.harness.server import free_port

CLIENT_ID, CLIENT_SECRET = "ontzorg", "alleen-voor-de-test"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing: the test looks at where it is sent."""


@dataclass(frozen=True)
class Provider:
    """A running provider."""

    url: str

    def know(self, subject: str, **claims: object) -> None:
        """Let the provider say this about someone."""
        body = json.dumps(claims).encode()
        headers = {"Content-Type": "application/json"}
        where = f"{self.url}/users/{urllib.parse.quote(subject)}"
        request = urllib.request.Request(where, body, headers, method="PUT")  # noqa: S310
        urllib.request.urlopen(request).close()  # noqa: S310

    def approve(self, address: str, subject: str) -> str:
        """Sign in at the provider; return where it sends the browser back to."""
        answer = urllib.parse.urlencode({"sub": subject}).encode()
        try:
            urllib.request.build_opener(_Stay).open(address, answer)
        except urllib.error.HTTPError as redirect:
            return str(redirect.headers["Location"])
        raise AssertionError("the provider does not send the browser back")

    def settings(self, **rules: Any) -> dict[str, Any]:
        """Return SOCIALACCOUNT_PROVIDERS for this provider."""
        written = oidc.Provider(
            id="makelaar",
            name="eHerkenning",
            server_url=self.url,
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            **rules,
        )
        return oidc.provider_settings((written,))


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run the provider within the block."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout or ():
            if "running on" in line.lower():
                break
        yield Provider(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


def leave(client: Client) -> str:
    """Press the button for the provider; return its address with our request."""
    response = client.post("/account/oidc/makelaar/login/")
    assert response.status_code == 302, response.content[:300]
    return str(response["Location"])


def come_back(client: Client, address: str) -> Any:
    """Follow the way back to us."""
    parts = urllib.parse.urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def sign_in_elsewhere(client: Client, provider: Provider, subject: str) -> Any:
    """Sign in at the provider and come back; return our answer."""
    return come_back(client, provider.approve(leave(client), subject))
