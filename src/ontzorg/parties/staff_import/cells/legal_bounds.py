"""What the law lets employer and employee agree on about wage during illness."""

from __future__ import annotations

from ontzorg.rules.parameters import load_parameter

# BW 7:629 lid 1 and lid 9. The newest value: a file says what is agreed on now.
LEAST_SHARE = load_parameter("wet/loondoorbetaling/procent").values[-1].value
MOST_WAITING_DAYS = load_parameter("wet/loondoorbetaling/wachtdagen_maximum").values[-1].value
