"""Reading XML from outside, safely."""
