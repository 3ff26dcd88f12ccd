"""The database of the tests: made like a real one, reached through the real logins."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["tests.harness.failures", "tests.harness.results"]
TEST_KEYS = {
    "SECRET_KEY": "only-for-tests-" + "0" * 40,
    "ONTZORG_MASTER_KEY": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=",
}
# All browser tests share one product; two crowds of fifty at once find no session free.
WHOLE_FOLDERS = ("tests/e2e/", "tests/concurrency/")
# Each of these files makes something costly once, and uses it for all its tests.
WHOLE_FILES = ("tests/faults/", "tests/fuzz/")
# A long proof that hangs is ended too, only later than others (see pyproject.toml).
LONG_PROOF_SECONDS = 4 * 60 * 60
# Property tests have no time limit: a busy machine is no fault in the product.
PATIENT = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("patient", deadline=None, suppress_health_check=PATIENT)
settings.load_profile("patient")
os.environ.setdefault("ONTZORG_VAR", "var/test")
for _name, _value in TEST_KEYS.items():
    os.environ.setdefault(_name, _value)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that picks the database login of a test."""
    config.addinivalue_line("markers", "login(alias): run with this login as the default one")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Let one worker run what shares one product or needs the whole of it."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(WHOLE_FILES):
                return nodeid.partition("::")[0]
            return next((each for each in WHOLE_FOLDERS if nodeid.startswith(each)), nodeid)

    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that uses the database sign in too, by a login of its own, and give time."""
    for item in items:
        if item.get_closest_marker("walls"):
            item.add_marker(pytest.mark.timeout(LONG_PROOF_SECONDS))
        marker = item.get_closest_marker("django_db")
        if marker:
            databases = [*marker.kwargs.get("databases", ["default"]), "signin"]
            given = {**marker.kwargs, "databases": databases}
            item.add_marker(pytest.mark.django_db(*marker.args, **given), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give a marked test its own login before its fixtures open a connection."""
    marker = item.get_closest_marker("login")
    if marker:
        from tests.harness.database import use_login

        use_login(marker.args[0])


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Give the portal's login back to the next test."""
    if item.get_closest_marker("login"):
        from tests.harness.database import use_login

        use_login("web_portal")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Leave the naming of the databases to `django_db_setup`."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest, worker_name: str) -> Iterator[None]:
    """Make one pristine database per worker, with the small world in it, and copies of it."""
    from tests.harness import database

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database.make_pristine(worker_name)
        database.copy_pristine()
        yield
        database.drop_all()


@pytest.fixture(scope="session")
def worker_name() -> str:
    """Return a name for this worker and process, so that runs do not meet."""
    return f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test commit through several logins; afterwards the database is a fresh copy."""
    from tests.harness import database

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        database.copy_pristine()


@pytest.fixture
def acting() -> Callable[..., object]:
    """Return `acting("werkgever_beheerder")`: an actor of the small world, by its key."""
    from tests.harness.world import actor

    return actor


ROOT = Path(__file__).resolve().parent
