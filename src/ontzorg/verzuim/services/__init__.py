"""Everything that changes an absence. One call is one transaction."""

from ontzorg.verzuim.services.new_melding import IntakeAnswers, NewMelding

__all__ = ["IntakeAnswers", "NewMelding"]
