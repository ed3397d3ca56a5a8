"""The gate before transactions: many at once, or one alone, and nobody waits for ever."""

from __future__ import annotations

import threading

import pytest

from cte_desktop.storage.gate import Gate


def test_whoever_closes_it_waits_until_all_are_out_and_is_then_alone() -> None:
    gate, inside, out = Gate(), threading.Event(), threading.Event()
    seen: list[str] = []

    def pass_through() -> None:
        with gate.passing():
            inside.set()
            out.wait(5)
            with gate.passing():  # again, while somebody waits to close it
                seen.append("inside")

    def close() -> None:
        with gate.closed():
            seen.append("closed")

    passing = threading.Thread(target=pass_through)
    passing.start()
    assert inside.wait(5)
    closing = threading.Thread(target=close)
    closing.start()
    closing.join(0.05)
    assert seen == []
    out.set()
    for thread in (passing, closing):
        thread.join(5)
    assert seen == ["inside", "closed"]


def test_while_it_is_closed_others_wait_and_its_keeper_goes_in_and_out() -> None:
    gate, seen = Gate(), list[str]()

    def pass_through() -> None:
        with gate.passing():
            seen.append("other")

    with gate.closed():
        other = threading.Thread(target=pass_through)
        other.start()
        other.join(0.05)
        with gate.passing():
            seen.append("keeper")
    other.join(5)
    assert seen == ["keeper", "other"]


def test_it_opens_again_after_an_error_and_cant_be_closed_from_inside() -> None:
    gate = Gate()
    with pytest.raises(ValueError, match="spoiled"), gate.closed():
        raise ValueError("spoiled")
    with gate.passing(), pytest.raises(RuntimeError), gate.closed():
        pass
    with gate.closed():
        pass
