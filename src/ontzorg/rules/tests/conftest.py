"""Property tests have no time limit: a busy machine is no fault in the law."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "rules", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("rules")
