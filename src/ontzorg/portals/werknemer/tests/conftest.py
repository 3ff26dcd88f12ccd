"""The day that the tests call today."""

from tests.harness.clock import clock

__all__ = ["clock"]
