from __future__ import annotations

from pathlib import Path

import pytest
from withinreach.content.errors import WithinReachError
from withinreach.desk.settings import from_environment

NEEDED = {
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:10101",
    "WITHINREACH_DESK_FILES": "/srv/marked",
    "WITHINREACH_RELEASES": "/srv/release",
}


def test_what_the_hub_says_is_enough_with_two_folders() -> None:
    settings = from_environment(NEEDED)
    assert (settings.address, settings.port) == ("127.0.0.1", 10101)
    assert (settings.prefix, settings.hub_base, settings.course) == ("/services/desk/", "/", "within-reach")
    assert settings.database == "sqlite:////srv/marked/desk.sqlite"
    assert settings.files == Path("/srv/marked")
    assert (settings.banner, settings.public_url) == ("", "")


def test_another_database_and_a_hub_below_a_path_are_taken_as_given() -> None:
    settings = from_environment(
        {
            **NEEDED,
            "WITHINREACH_DESK_DB": "postgresql+psycopg://desk@db/desk",
            "JUPYTERHUB_BASE_URL": "/hubs/one",
            "JUPYTERHUB_SERVICE_PREFIX": "/hubs/one/services/desk",
        }
    )
    assert settings.database == "postgresql+psycopg://desk@db/desk"
    assert (settings.prefix, settings.hub_base) == ("/hubs/one/services/desk/", "/hubs/one/")


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_setting_that_is_missing_is_named_with_whose_it_is(name: str) -> None:
    with pytest.raises(WithinReachError) as caught:
        from_environment({key: value for key, value in NEEDED.items() if key != name})
    assert str(caught.value) == (
        f"{name} is not set. The desk is started by JupyterHub, whose configuration sets it; see deploy/hub."
    )


def test_an_address_without_a_port_is_refused_with_an_example() -> None:
    with pytest.raises(WithinReachError) as caught:
        from_environment({**NEEDED, "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1"})
    assert str(caught.value) == (
        "JUPYTERHUB_SERVICE_URL is 'http://127.0.0.1', without a port. "
        "Give the service an address such as http://127.0.0.1:10101 in the Hub's configuration."
    )
