"""Proves that the audit log is whole: recomputes its chains and anchors them elsewhere."""
