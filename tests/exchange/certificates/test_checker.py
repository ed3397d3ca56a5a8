"""The checker: the same answers as the program, in a real browser and in a bare engine.

Node runs its script by itself, over many codes; a headless Chromium opens the page from a file. A
machine without them leaves those tests out.
"""

from __future__ import annotations

import hashlib
import html
import json
import random
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from cte_desktop.domain.completion.certificates.public_keys import Revocation
from cte_desktop.domain.completion.certificates.serial import Serial
from cte_desktop.domain.completion.certificates.verified import Doubt, Result, Verified
from cte_desktop.exchange.certificates.checker import checker_document, checker_page
from cte_desktop.exchange.certificates.checking import check_code
from cte_desktop.exchange.certificates.key_lists import list_document
from cte_desktop.exchange.certificates.signatures import signature_holds
from cte_desktop.system.paths import resource
from cte_desktop.wording.completion.verification import result_facts, result_name, result_sentence
from tests.exchange.certificates.signing import (
    DAY,
    FIRST,
    FOREIGN,
    KEYS,
    REVOKED_SERIAL,
    SECOND,
    code,
    make_key,
)

NODE = shutil.which("node")
BROWSER = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None
)
with_node = pytest.mark.skipif(NODE is None, reason="no Node here to run the checker's script")
with_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium here to open the checker")
SCRIPT = resource("verify", "checker.js").read_text(encoding="utf-8")


def _vector(key: str, first: str, second: str, payload: str) -> tuple[str, str, str]:
    return key, first + second, payload


# RFC 8032, section 7.1: TEST 1, TEST 2, TEST 3 and TEST SHA(abc).
RFC_8032 = [
    # public key, first and second half of the signature, what was signed
    _vector(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "",
    ),
    _vector(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "72",
    ),
    _vector(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "af82",
    ),
    _vector(
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589",
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        hashlib.sha512(b"abc").hexdigest(),
    ),
]


def run(**given: Any) -> Any:
    """What the checker's functions answer, by Node."""
    assert NODE is not None
    program = Path(__file__).with_name("checker_run.js")
    asked = {"script": SCRIPT, "list": list_document(KEYS)} | given
    done = subprocess.run(
        [NODE, str(program)], input=json.dumps(asked).encode(), capture_output=True, check=True
    )
    return json.loads(done.stdout)


def answers(codes: list[str]) -> list[Verified]:
    """What the checker's script answers, as the program's records."""
    return [
        Verified(
            Result(found["result"]),
            serial=found.get("serial", ""),
            name=found.get("name", ""),
            pathway=found.get("pathway", ""),
            school=found.get("school", ""),
            date=date.fromisoformat(found["date"]) if "date" in found else None,
            reason=found["reason"],
            school_year=found.get("year"),
            reissue_of=found.get("reissueOf", ""),
            revoked_on=date.fromisoformat(found["revokedOn"]) if "revokedOn" in found else None,
        )
        for found in run(codes=codes)["codes"]
    ]


@with_node
def test_the_script_digests_as_the_standard_says() -> None:
    chance = random.Random(8)
    texts = [chance.randbytes(length) for length in (0, 1, 3, 111, 112, 127, 128, 129, 240, 500)]
    digests = run(texts=[text.hex() for text in texts])["digests"]
    assert digests == [hashlib.sha512(text).hexdigest() for text in texts]


@with_node
def test_the_script_agrees_with_rfc_8032() -> None:
    assert run(vectors=RFC_8032)["signatures"] == [True] * 4
    crossed = [(key, RFC_8032[place - 1][1], text) for place, (key, _, text) in enumerate(RFC_8032)]
    assert run(vectors=crossed)["signatures"] == [False] * 4


@with_node
def test_the_script_judges_signatures_as_the_program_does() -> None:
    chance = random.Random(5)
    order = 2**252 + 27742317777372353535851937790883648493
    vectors = []
    for number in range(24):
        payload = chance.randbytes(number * 11)
        key, right = FIRST.public.public, FIRST.sign(payload)
        scalar = int.from_bytes(right[32:], "little")
        vectors += [
            (key, right, payload),
            (key, right, payload + b"\0"),
            (key, right[:32] + (scalar + order).to_bytes(32, "little"), payload),
            (key, bytes([right[0] ^ 1]) + right[1:], payload),
            (key, right[:63] + bytes([right[63] ^ 1 << number % 8]), payload),
            (chance.randbytes(32), right, payload),
            (SECOND.public.public, right, payload),
        ]
    vectors += [(FIRST.public.public, b"", b""), (b"", bytes(64), b""), (b"\xff" * 32, right, b"")]
    judged = run(vectors=[[part.hex() for part in vector] for vector in vectors])["signatures"]
    assert judged == [signature_holds(*vector) for vector in vectors]
    assert sum(judged) == 24


def one_changed(text: str) -> list[str]:
    """A code with one bit of each of its characters changed, another one from place to place."""
    return [
        text[:place] + chr(ord(letter) ^ 1 << place % 8) + text[place + 1 :]
        for place, letter in enumerate(text)
    ]


@with_node
def test_the_script_answers_as_the_program_does() -> None:
    text = code()
    codes = [
        text,
        code(SECOND, reissue_of=REVOKED_SERIAL, name="王小明"),
        code(serial=REVOKED_SERIAL),
        code(FOREIGN),
        f" {text[:50]}\n{text[50:]}\u00a0",
        code(name="N" * 300, pathway="é" * 200, school=""),
        "",
        " \n",
        "hello",
        "CTE1.",
        "CTE1.é",
        "CTE2." + text[5:],
        "CTE1." + "A" * 2_000,
        text + "A",
        text + "AAAA",
        text[:-1],
        text.lower(),
        *one_changed(text),
    ]
    found = answers(codes)
    assert found == [check_code(each, KEYS) for each in codes]
    assert [answer.result for answer in found[:3]] == ["genuine", "genuine", "revoked"]
    assert {answer.result for answer in found[-len(text) :]} == {"not_genuine"}


@with_node
@pytest.mark.slow
def test_the_script_refuses_every_single_changed_bit() -> None:
    text = code(SECOND, reissue_of=REVOKED_SERIAL)
    codes = [
        text[:place] + chr(ord(letter) ^ 1 << bit) + text[place + 1 :]
        for place, letter in enumerate(text)
        for bit in range(8)
    ]
    assert {answer.result for answer in answers(codes)} == {"not_genuine"}
    assert [answer.result for answer in answers([text])] == ["genuine"]


@cache
def page() -> str:
    return checker_page(KEYS).decode()


class Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_is_one_file_that_may_not_use_a_network() -> None:
    elements = Elements(page()).found
    assert not any({"src", "href", "action"} & set(attributes) for _, attributes in elements)
    (policy,) = [
        attributes["content"]
        for _, attributes in elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?://|fetch\(|XMLHttp|\{\{", page())


def test_every_field_of_the_page_has_a_label() -> None:
    elements = Elements(page()).found
    labelled = {attributes.get("for") for tag, attributes in elements if tag == "label"}
    fields = [attributes["id"] for tag, attributes in elements if tag in {"textarea", "input"}]
    assert fields
    assert set(fields) <= labelled


def test_the_page_has_each_sentence_in_each_language() -> None:
    found = re.search(r'id="words">(.*?)</script>', page())
    assert found
    words = json.loads(found[1])
    assert set(words) == {"en", "es"}
    assert set(words["en"]) == set(words["es"])
    assert {f"doubt_{doubt}" for doubt in Doubt} <= set(words["en"])
    used = set(re.findall(r'data-word="(\w+)"', page()))
    used |= set(re.findall(r'(?:say|row)\("(\w+)"', SCRIPT))
    assert used <= set(words["en"])


def test_no_text_of_the_list_can_end_its_place_in_the_page() -> None:
    evil = "</script><script>document.title='x'</script>{{script}}<!--"
    made = checker_page(replace(KEYS, district=evil)).decode()
    assert evil not in made
    assert made.count("<script") == page().count("<script")


def opened(tmp_path: Path, text: str, made: bytes) -> str:
    """The page after it checked a code, as a browser without a network shows it."""
    assert BROWSER is not None
    file = tmp_path / "Comprobación de certificados.html"
    file.write_bytes(made)
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--lang=en-US",
            "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            f"{file.as_uri()}#{quote(text)}",
        ],
        capture_output=True,
        check=True,
        timeout=60,
    )
    found = re.search(r'<section id="answer".*?</section>', done.stdout.decode(), re.DOTALL)
    assert found
    return found[0]


@with_browser
@pytest.mark.parametrize(
    "text",
    [
        code(),
        code(SECOND, name="Ştefan 王小明", reissue_of=REVOKED_SERIAL),
        code(serial=REVOKED_SERIAL),
        code(FOREIGN),
        code()[:-1] + ("A" if code()[-1] != "A" else "B"),
        one_changed(code())[60],
        "CTE2.abc",
        "no code at all",
    ],
    ids=["genuine", "reissue", "revoked", "foreign", "last", "changed", "newer", "none"],
)
def test_a_real_browser_says_what_the_program_says(tmp_path: Path, text: str) -> None:
    shown = html.unescape(opened(tmp_path, text, checker_page(KEYS)))
    expected = check_code(text, KEYS)
    assert f'data-result="{expected.result}"' in shown
    assert f"<h2>{result_name(expected)}</h2>" in shown
    assert f"<p>{result_sentence(expected, KEYS.district, KEYS.listed_on)}</p>" in shown
    for label, value in result_facts(expected):
        assert f"<dt>{label}</dt><dd>{value}</dd>" in shown
    assert shown.count("<dt>") == len(result_facts(expected))


@with_browser
def test_markup_in_a_reason_is_shown_as_text(tmp_path: Path) -> None:
    reason = "<img src=x onerror=alert(1)> & more"
    keys = replace(KEYS, revocations=(Revocation(REVOKED_SERIAL, date(2027, 6, 20), reason),))
    shown = opened(tmp_path, code(serial=REVOKED_SERIAL), checker_page(keys))
    assert "<img" not in shown
    assert html.escape(reason, quote=False) in shown


@with_node
def test_the_script_checks_certificates_of_joined_laptops_too() -> None:
    serial = Serial(2027, "Q1WE", 3).text
    revoked = Revocation(serial, date(2027, 6, 21), "Wrong name")
    theirs = replace(KEYS, keys=(FOREIGN.public,), revocations=(revoked,), listed_on=DAY)
    joined = replace(KEYS, joined=(theirs,))
    codes = [code(), code(FOREIGN), code(FOREIGN, serial=serial), code(make_key(11))]
    found = run(codes=codes, list=checker_document(joined))["codes"]
    expected = [check_code(each, joined) for each in codes]
    assert [one["result"] for one in found] == [one.result for one in expected]
    assert [one.get("knownUntil") for one in found] == [None, DAY.isoformat(), None, None]
    assert expected[1].known_until == DAY
    assert checker_document(KEYS) == list_document(KEYS)
