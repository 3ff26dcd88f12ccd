"""Signing in safely: the second factor, fresh sign-ins, devices and sessions."""
