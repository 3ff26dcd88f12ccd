"""SIVI SIM Verzuim: the messages of the sector between werkgever, arbodienst and verzekeraar."""
