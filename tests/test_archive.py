"""The archive fetches what sources name, once, politely and within bounds; everything it needs of the web is here."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from hefei_report.archive.addresses import Address
from hefei_report.archive.refusal import Refused
from hefei_report.archive.robots import Robots
from tests.support.outlines import SMALL_SOURCES, write_small_report
from tests.support.pages import Site, send, site
from tests.support.product import Outcome, environment, run

STORY = """\
<html><head><title>Trade</title></head><body><nav><a href="/">Home</a></nav><article><h1>Trade in 2024</h1>
<p>The statistics office of the city published its yearly bulletin, which covers trade, output and residents.</p>
<p>In 2024 the city sold goods worth over 257.2 billion yuan to the world, and bought for 125.9 billion yuan.</p>
<table><tr><th>Flow</th><th>Billion yuan</th></tr><tr><td>Exports</td><td>257.2</td></tr></table>
<p>Officials of the bureau said that they expect trade to go on growing in the year to come, if more slowly.</p>
</article></body></html>
"""


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_small_report(tmp_path / "report").parent


def archive(report: Path, url: str, *arguments: str, timeout: float = 300) -> Outcome:
    """Archive the small report's source from ``url``; a command that takes longer than ``timeout`` is a failure."""
    sources = SMALL_SOURCES.replace("https://example.org/bulletin", url)
    (report / "sources.yaml").write_text(sources, encoding="utf-8")
    return run("archive", "briefing.yaml", "--allow-private", *arguments, folder=report, timeout=timeout)


def archived(report: Path) -> str:
    return (report / ".archive" / "bulletin.txt").read_text(encoding="utf-8")


def refused(outcome: Outcome, *words: str) -> None:
    """The source was not archived, the diagnostic says why at its address, and there is a way out."""
    assert outcome.status == 1, outcome.err
    [found] = outcome.diagnostics
    assert (found.file, found.line, found.code) == ("sources.yaml", 6, "not-archived")
    assert found.hint
    assert [word for word in words if word not in outcome.err] == []
    assert "Traceback" not in outcome.err


def test_a_page_is_kept_as_text_with_a_record_of_where_and_when(report: Path, server: Site) -> None:
    outcome = archive(report, server.page("/story", STORY))
    assert outcome.status == 0, outcome.err
    text = archived(report)
    assert "over 257.2 billion yuan" in text
    assert "Exports" in text and "Home" not in text
    record = json.loads((report / ".archive" / "bulletin.json").read_text(encoding="utf-8"))
    assert record["url"] == record["final-url"] == f"{server.url}/story"
    assert record["text-sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert record["raw-sha256"] == hashlib.sha256(STORY.encode()).hexdigest()
    assert len(record["retrieved"]) == 10
    assert "supersedes" not in record


def test_what_is_archived_is_kept_out_of_version_control(report: Path, server: Site) -> None:
    archive(report, server.page("/story", STORY))
    assert (report / ".archive" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_second_run_asks_the_web_for_nothing(report: Path, server: Site) -> None:
    url = server.page("/story", STORY)
    archive(report, url)
    server.asked.clear()
    outcome = archive(report, url)
    assert (outcome.status, server.asked) == (0, [])
    assert "0 fetched, 1 kept" in outcome.out


def test_a_refreshed_page_that_changed_supersedes_what_was_kept(report: Path, server: Site) -> None:
    url = server.page("/story", STORY)
    archive(report, url)
    before = archived(report)
    server.page("/story", STORY.replace("257.2", "258.1"))
    outcome = archive(report, url, "--refresh")
    assert "bulletin says something else than before" in outcome.out
    assert "over 258.1 billion yuan" in archived(report)
    digest = hashlib.sha256(before.encode()).hexdigest()
    record = json.loads((report / ".archive" / "bulletin.json").read_text(encoding="utf-8"))
    assert record["supersedes"] == digest
    [old] = (report / ".archive" / "superseded").iterdir()
    assert (old.name, old.read_text(encoding="utf-8")) == (f"bulletin.{digest[:12]}.txt", before)


def test_facts_are_verified_against_what_was_archived(report: Path, server: Site) -> None:
    archive(report, server.page("/story", STORY))
    number = [line for line in archived(report).splitlines() if line].index(
        next(line for line in archived(report).splitlines() if "257.2 billion" in line)
    )
    facts = (report / "facts.yaml").read_text(encoding="utf-8").replace("paragraph: 6", f"paragraph: {number + 1}")
    (report / "facts.yaml").write_text(facts, encoding="utf-8")
    outcome = run("verify", "briefing.yaml", folder=report)
    assert outcome.status == 0, outcome.err
    assert outcome.out.split() == ["verified", "2"]


def test_a_named_source_is_fetched_alone(report: Path, server: Site) -> None:
    outcome = archive(report, server.page("/story", STORY), "bulletin")
    assert outcome.status == 0, outcome.err
    assert run("archive", "briefing.yaml", "bulletins", folder=report).status == 2
    assert "did you mean 'bulletin'?" in run("archive", "briefing.yaml", "bulletins", folder=report).err


def test_a_source_without_an_address_is_told_when_it_is_asked_for(report: Path) -> None:
    (report / "sources.yaml").write_text("- {id: bulletin, title: A bulletin}\n", encoding="utf-8")
    assert run("archive", "briefing.yaml", folder=report).status == 0
    outcome = run("archive", "briefing.yaml", "bulletin", folder=report)
    assert [d.code for d in outcome.diagnostics] == ["not-archived"]
    assert "has no address" in outcome.err


# ------------------------------------------------------------------------------------------- bounds


def test_robots_that_are_not_welcome_stay_out(report: Path, server: Site) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /sto*y$\n", "text/plain")
    refused(archive(report, server.page("/story", STORY)), "robots.txt")
    assert server.asked == ["/robots.txt"]


def test_a_site_that_cannot_say_what_it_asks_of_robots_is_left_alone(report: Path, server: Site) -> None:
    server.status("/robots.txt", 503)
    refused(archive(report, server.page("/story", STORY)), "robots.txt")


def test_redirects_are_followed_and_asked_of_robots_too(report: Path, server: Site) -> None:
    server.page("/story", STORY)
    server.redirect("/b", "/story")
    assert archive(report, server.redirect("/a", "b")).status == 0
    server.page("/robots.txt", "User-agent: hefei-report\nDisallow: /story\n", "text/plain")
    refused(archive(report, f"{server.url}/a", "--refresh"), "robots.txt")


def test_redirects_that_never_end_are_given_up(report: Path, server: Site) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    refused(archive(report, f"{server.url}/a"), "redirects more than 5 times")


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher:x", "http://[::1"])
def test_a_redirect_out_of_the_web_is_refused(where: str, report: Path, server: Site) -> None:
    refused(archive(report, server.redirect("/a", where)), "no address")


@pytest.mark.parametrize("told", [True, False], ids=["its length told", "its length not told"])
def test_a_huge_page_is_refused(told: bool, report: Path, server: Site) -> None:
    length = {} if told else {"Content_Length": ""}
    refused(archive(report, server.page("/a", b"x" * 9_000_000, "text/plain", **length)), "larger than 8,000,000")


def test_a_page_that_unpacks_to_no_end_is_refused(report: Path, server: Site) -> None:
    bomb = gzip.compress(b"a" * 40_000_000, 9)
    refused(archive(report, server.page("/a", bomb, "text/plain", Content_Encoding="gzip")), "unpacks to more than")


def test_a_packed_page_is_unpacked(report: Path, server: Site) -> None:
    packed = gzip.compress(STORY.encode())
    assert archive(report, server.page("/a", packed, Content_Encoding="gzip")).status == 0
    assert "257.2" in archived(report)


def test_damaged_packing_is_refused(report: Path, server: Site) -> None:
    refused(archive(report, server.page("/a", b"no gzip", Content_Encoding="gzip")), "packing")


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def test_a_page_that_comes_too_slowly_is_given_up(report: Path, server: Site) -> None:
    server.answers["/a"] = drip
    refused(archive(report, f"{server.url}/a", "--timeout", "0.8", timeout=10), "longer than 0.8 seconds")


def test_a_page_that_breaks_off_is_refused(report: Path, server: Site) -> None:
    server.answers["/a"] = lambda h: send(h, 200, b"half", Content_Type="text/plain", Content_Length="4000")
    refused(archive(report, f"{server.url}/a"), "before the end")


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_page_that_is_not_there_is_told_with_the_words_of_its_server(status: int, report: Path, server: Site) -> None:
    refused(archive(report, server.status("/a", status)), f"answers {status}")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream", ""])
def test_what_is_no_page_is_refused(kind: str, report: Path, server: Site) -> None:
    refused(archive(report, server.page("/a", b"%PDF-1.7", kind)), "not a page")


def test_a_page_without_text_is_refused(report: Path, server: Site) -> None:
    refused(archive(report, server.page("/a", "<html><body></body></html>")), "no text")


def test_a_server_that_is_not_there_is_told(report: Path) -> None:
    with site() as gone:
        url = f"{gone.url}/a"
    refused(archive(report, url), "can't be reached")


def mumble(handler: BaseHTTPRequestHandler) -> None:
    """Something that is no answer."""
    handler.wfile.write(b"\0\1\2 hello\r\n\r\n")


def test_a_server_that_talks_something_else_is_told(report: Path, server: Site) -> None:
    server.answers["/a"] = mumble
    refused(archive(report, f"{server.url}/a"), "can't be reached")


def test_a_server_that_cannot_prove_who_it_is_gets_no_trust(report: Path, server: Site) -> None:
    url = server.page("/story", STORY).replace("http:", "https:")
    refused(archive(report, url), "can't be reached")


def test_a_length_that_is_no_number_is_no_crash(report: Path, server: Site) -> None:
    assert archive(report, server.page("/story", STORY, Content_Length="many")).status == 0


@pytest.mark.parametrize(
    ("kind", "head"),
    [("text/html; charset=GBK", ""), ("text/html", '<meta charset="gb2312">'), ("text/html", "")],
    ids=["told by the server", "told in the page", "not told"],
)
def test_a_chinese_page_is_read_in_its_own_encoding(kind: str, head: str, report: Path, server: Site) -> None:
    sentence = "合肥市二〇二四年出口额超过2572亿元，比上年增长百分之十点六，朱镕基同志曾视察该市。"
    page = f"<html><head>{head}<title>外贸</title></head><body><article><p>{sentence}</p><p>{sentence}</p></article>"
    assert archive(report, server.page("/a", page.encode("gb18030"), kind)).status == 0
    assert "超过2572亿元" in archived(report)


# ----------------------------------------------------------------------------- addresses and rules


def test_this_machine_and_its_neighbours_are_not_fetched_from(report: Path, server: Site) -> None:
    url = server.page("/story", STORY)
    (report / "sources.yaml").write_text(SMALL_SOURCES.replace("https://example.org/bulletin", url), encoding="utf-8")
    outcome = run("archive", "briefing.yaml", folder=report)
    refused(outcome, "private address 127.0.0.1")
    assert server.asked == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1"),
        "0.0.0.0",
        *("[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "224.0.0.1"),
        *("2130706433", "0x7f.1", "127.1"),
    ],
)
def test_no_way_of_writing_a_private_address_gets_through(host: str) -> None:
    with pytest.raises(Refused):
        Address.of(f"http://{host}/").endpoints(allow_private=False)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "//example.org", "https://", "https://u:p@example.org/", "x", ""],
)
def test_only_addresses_of_the_web_are_fetched(url: str) -> None:
    with pytest.raises(Refused):
        Address.of(url)


def test_encryption_is_never_given_up_on_the_way() -> None:
    with pytest.raises(Refused, match="https"):
        Address.of("https://example.org/a").joined("http://example.org/a")


def test_addresses_are_asked_for_in_ascii() -> None:
    address = Address.of("https://例子.example/合肥?q=贸易#top")
    assert address.host.startswith("xn--")
    assert address.target == "/%E5%90%88%E8%82%A5?q=%E8%B4%B8%E6%98%93"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a/x/b/y/c/z", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Hefei-Report\nAllow: /", "/a", True),
        ("User-agent: other\nUser-agent: hefei-report\nDisallow: /a", "/a", False),
        ("# nothing\nDisallow: /\nUser-agent: *\nDisallow: /b # not b", "/a", True),
        ("User-agent: *\nDisallow: " + "*a" * 200 + "b", "/" + "a" * 4000, True),
    ],
)
def test_the_longest_rule_for_robots_decides(rules: str, path: str, allowed: bool) -> None:
    assert Robots.of(rules).allow(path) is allowed


def test_without_trafilatura_the_command_says_how_to_get_it(report: Path) -> None:
    program = "import sys; sys.modules['trafilatura'] = None; from hefei_report.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "archive", "briefing.yaml"]
    done = subprocess.run(command, cwd=report, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'hefei-report[archive]'" in done.stderr


@pytest.mark.parametrize("key", ["../../out", "..", "a/b", "smith:2024", "统计2024", "x" * 150, ".gitignore", "C:\\x"])
def test_a_source_may_be_called_anything_and_its_files_stay_in_the_archive(
    key: str, report: Path, server: Site
) -> None:
    """Keys come from bibliographies of strangers, too; the lock remembers the source by its own name."""
    facts = (report / "facts.yaml").read_text(encoding="utf-8").replace("source: bulletin", f"source: '{key}'")
    facts = facts.replace("paragraph: 6", "paragraph: 3").replace("125.9 billion yuan", "bought for 125.9 billion yuan")
    (report / "facts.yaml").write_text(facts.replace('value: "bought', 'value: "'), encoding="utf-8")
    outline = (report / "briefing.yaml").read_text(encoding="utf-8")
    (report / "briefing.yaml").write_text(outline.replace(" [@bulletin, para. 6]", ""), encoding="utf-8")
    before = {path for path in report.parent.rglob("*") if ".archive" not in path.parts}
    url = server.page("/story", STORY)
    sources = SMALL_SOURCES.replace("https://example.org/bulletin", url).replace("id: bulletin", f"id: '{key}'")
    (report / "sources.yaml").write_text(sources, encoding="utf-8")
    outcome = run("archive", "briefing.yaml", "--allow-private", folder=report)
    assert outcome.status == 0, outcome.err
    assert {path for path in report.parent.rglob("*") if ".archive" not in path.parts} == before
    verified = run("verify", "briefing.yaml", folder=report)
    assert verified.status == 0, verified.err
    assert "verified" in verified.out
    assert run("check", "briefing.yaml", folder=report).status == 0
