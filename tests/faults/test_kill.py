"""Killing at work, in small: a round that is good, and a judgement that notices what is not."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from tests.faults.child import (
    BEGAN,
    DONE,
    OPENED,
    WILL,
    Listener,
    Message,
    act,
    act_hastily,
    files_promised,
    start,
    states_after,
)
from tests.faults.child import Tell as Telling
from tests.faults.deeds import make_backup
from tests.faults.judging import judged
from tests.faults.places import Place

forks = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def told(*words: str) -> list[Message]:
    return [Message(*word.split(" ", 1)) for word in words]


def test_a_database_may_be_as_before_the_commit_or_as_told() -> None:
    told_all = told(f"{OPENED} a", f"{BEGAN} x", f"{WILL} b", f"{DONE} {{}}", f"{WILL} c")
    assert states_after({"a"}, told_all[:2]) == ({"a"}, True)
    assert states_after({"a"}, told_all[:3]) == ({"a", "b"}, True)
    assert states_after({"a"}, told_all[:4]) == ({"b"}, True)
    assert states_after({"a"}, told_all) == ({"b", "c"}, True)
    assert states_after({"z"}, told_all)[1] is False


def killed_at(place: Place, wanted: str, *, hastily: bool = False) -> tuple[list[Message], int]:
    """Kill a child that changes a setting as soon as it told this."""

    def work(tell: Telling) -> None:
        def tell_and_stop(kind: str, text: str) -> None:
            tell(kind, text)
            if kind == wanted:
                signal.pause()

        (act_hastily if hastily else act)(place, ["set_setting"], tell_and_stop)

    child, reading = start(work)
    listener = Listener(reading)
    listener.until(lambda messages: any(message.kind == wanted for message in messages))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    listener.rest()
    return listener.messages, os.WTERMSIG(status)


@forks
@pytest.mark.parametrize("moment", [BEGAN, WILL, DONE])
def test_a_killed_child_leaves_a_sound_place(place: Place, moment: str) -> None:
    before = place.rows()
    messages, signal_number = killed_at(place, moment)
    assert signal_number == signal.SIGKILL
    states, sound = states_after({before}, messages)
    assert sound
    assert judged(place, states, files_promised(messages)) == []
    assert (place.rows() == before) == (moment != DONE)


@forks
def test_work_that_was_acknowledged_too_early_is_noticed(place: Place) -> None:
    before = place.rows()
    messages, _ = killed_at(place, DONE, hastily=True)
    states, _ = states_after({before}, messages)
    assert "nobody wrote" in judged(place, states, {})[0]


def test_lost_and_torn_files_are_noticed(place: Place) -> None:
    states = {place.rows()}
    assert judged(place, states, {}) == []
    assert judged(place, states, {"out/plan.pdf": "0"}) == ["lost an acknowledged .pdf file"]
    (place.out / "plan.pdf").write_bytes(b"%PDF-1.4 and so on")
    assert judged(place, states, {}) == ["a torn .pdf file"]


def test_a_spoiled_backup_and_a_damaged_page_are_noticed(place: Place) -> None:
    states = {place.rows()}
    desk = place.open()
    copy, keys = make_backup(desk, place)
    desk.close()
    assert judged(place, states, {}) == []
    keys.write_bytes(keys.read_bytes().replace(b"a", b"b", 1))
    assert judged(place, states, {}) == ["a backup that counts as finished is bad: keys_damaged"]
    keys.unlink()
    copy.unlink()
    lost = {str(copy.relative_to(place.folder)): "0"}
    assert judged(place, states, lost)[0] == "lost an acknowledged .cte file"
    content = bytearray(place.file.read_bytes())
    content[len(content) // 2] ^= 1
    place.file.write_bytes(content)
    assert judged(place, states, {})[0].startswith(("damaged", "can't be opened"))
