"""The line of 104 weeks as a picture and as a list, from plain values.

No law lives here: whoever calls `build_timeline` says which days count and which duties
there are.
"""

from ontzorg.portals.shared.presentation.timeline.given import TimelineInput, TimelineMilestone
from ontzorg.portals.shared.presentation.timeline.picture import TimelinePicture, build_timeline
from ontzorg.portals.shared.presentation.timeline.scale import Uncounted

__all__ = ["TimelineInput", "TimelineMilestone", "TimelinePicture", "Uncounted", "build_timeline"]
