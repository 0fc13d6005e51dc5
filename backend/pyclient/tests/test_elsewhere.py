"""Notebooks on computers that are in no room: Colab, hubs."""

import sys
import types
from typing import Any, Dict

import pytest
from conftest import Teacher
from forms import npt_client

ROOM = ("http://192.168.1.20:6780", "http://npt-prof.local:6780", "http://teacher:6780")
OUTSIDE = ("http://8.8.8.8:6780", "http://lab.school.example:6780")
FAR = {"colab": "Google", "hub": "hub"}


@pytest.fixture(autouse=True)
def in_no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"JUPYTERHUB_USER": "zoe"}, "hub"),
        ({"BINDER_SERVICE_HOST": "10.0.0.1"}, "hub"),
        ({"CODESPACES": "true"}, "hub"),
        ({"KAGGLE_KERNEL_RUN_TYPE": "Interactive"}, "hub"),
        ({"KAGGLE_USERNAME": "zoe", "KAGGLE_KEY": "1"}, ""),  # of a computer at home
        ({"CODESPACES": ""}, ""),
        ({}, ""),
    ],
)
def test_where_a_notebook_runs(
    environment: Dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert npt_client.elsewhere() == place


@pytest.mark.parametrize(
    ("place", "carried", "tried"),
    [
        ("", True, ROOM + OUTSIDE),
        ("hub", True, ROOM + OUTSIDE),
        ("colab", True, OUTSIDE),
        ("colab", False, ROOM + OUTSIDE),  # the client came from there
    ],
)
def test_what_is_tried(
    place: str, carried: bool, tried: Any, enrol: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_at(place, monkeypatch)
    notebook = npt_client.Notebook("uuid")
    served = {"servers": ROOM + OUTSIDE, "id": "K7Q", "probe": carried}
    config = {"session_name": "lab-1", "session_owner": "prof", "sender_name": "Zoë"}
    notebook.move({"npt_config": config}, served)
    target = notebook.target_now(notebook.settings())
    assert target.servers == tried
    assert (target.search, target.probe) == (not place, carried and not place)


@pytest.mark.parametrize("place", ["colab", "hub"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_join_says_at_once_what_to_do_and_asks_nobody(
    place: str,
    language: str,
    nobody: str,
    enrol: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    be_at(place, monkeypatch)
    monkeypatch.setenv("LANG", language + "_FR.UTF-8")
    monkeypatch.setattr(npt_client, "can_ask", lambda: pytest.fail("asks for an address"))
    monkeypatch.setattr(npt_client, "servers_announced", lambda ids: pytest.fail("looks for it"))
    monkeypatch.setattr(npt_client, "probe", lambda *args: pytest.fail("tries the neighbours"))
    student = enrol(nobody, id="K7Q", probe=True)
    student.client.join()
    said = capsys.readouterr().out
    assert said.strip() == npt_client.ELSEWHERE[language][place]
    assert FAR[place] in said and 'npt.mine("answers.json")' in said


def test_a_hub_in_the_same_building_is_a_computer_like_others(
    enrol: Any, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_at("hub", monkeypatch)
    student = enrol(teacher.url)
    student.client.join()
    assert student.answer(3, teacher).fields["data"] == "[3]"


def be_at(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if place == "colab":
        monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    elif place:
        monkeypatch.setenv("JUPYTERHUB_USER", "zoe")
