"""The search for garbage is put off while anybody asks so, and goes on afterwards."""

from __future__ import annotations

import gc
import threading

import pytest

from cte_desktop.system.garbage import search_put_off


def test_it_goes_on_when_the_last_one_has_ended() -> None:
    assert gc.isenabled()
    with search_put_off():
        with search_put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="wrong"), search_put_off():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_who_had_it_off_before_has_it_off_afterwards() -> None:
    gc.disable()
    try:
        with search_put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_several_threads_may_put_it_off_at_once() -> None:
    inside, seen = threading.Barrier(4), []

    def work() -> None:
        with search_put_off():
            inside.wait()
            seen.append(gc.isenabled())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [False] * 4
    assert gc.isenabled()
