"""Styles and libraries from strangers: refused with a diagnostic, soon, in little memory; nothing is fetched."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hefei_report.citations.pandoc import Pandoc, PandocError
from hefei_report.workspace import NO_CACHE
from tests.support.outlines import write_small_report
from tests.support.product import Outcome
from tests.test_hostile_input import check

SECRET = "the secret of another folder"
CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
INFO = "<info><title>t</title><id>t</id><updated>2025-01-01T00:00:00Z</updated></info>"
CITATION = '<citation><layout><text variable="title"/></layout></citation>'
BIBLIOGRAPHY = '<bibliography><layout><text variable="title"/></layout></bibliography>'
SOUND = f"{CSL}{INFO}{CITATION}{BIBLIOGRAPHY}</style>"


def bomb() -> str:
    """Ten levels of ten entities each."""
    levels = ['<!ENTITY e0 "ha">', *(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))]
    return f"<!DOCTYPE style [{''.join(levels)}]>{CSL}<info><title>&e9;</title></info>{CITATION}{BIBLIOGRAPHY}</style>"


STYLES: dict[str, tuple[str | bytes, str]] = {
    "a billion laughs": (bomb(), "bad-style"),
    "an entity that reads a file": (
        f'<!DOCTYPE style [<!ENTITY e SYSTEM "../secret.txt">]>{CSL}<info><title>&e;</title></info></style>',
        "bad-style",
    ),
    "a document type on the network": (
        f'<!DOCTYPE style SYSTEM "http://127.0.0.1:1/x.dtd">{SOUND}',
        "bad-style",
    ),
    "macros that call each other": (
        SOUND.replace(
            "<citation>", '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation>'
        ),
        "bad-style",
    ),
    "macros that double": (
        f"{CSL}{INFO}"
        + "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40))
        + f'<macro name="m40"><text variable="title"/></macro>{CITATION}'
        '<bibliography><layout><text macro="m0"/></layout></bibliography></style>',
        "bad-style",
    ),
    "twenty thousand macros in a row": (
        SOUND.replace(
            "<citation>",
            "".join(f'<macro name="{n}"><text macro="{n + 1}"/></macro>' for n in range(15_000))
            + '<macro name="15000"/><citation>',
        ).replace('<bibliography><layout><text variable="title"/>', '<bibliography><layout><text macro="0"/>'),
        "bad-style",
    ),
    "a macro that there is not": (
        f'{CSL}{INFO}{CITATION}<bibliography><layout><text macro="nothing"/></layout></bibliography></style>',
        "bad-style",
    ),
    "elements ten thousand deep": (CSL + "<group>" * 10_000, "bad-style"),
    "an element that never ends": (SOUND.removesuffix("</style>"), "bad-style"),
    "two megabytes": (SOUND.replace("<info>", "<info>" + "<!-- filling -->" * 130_000), "bad-style"),
    "no bibliography": (f"{CSL}{INFO}{CITATION}</style>", "bad-style"),
    "no style": ("<html><body/></html>", "bad-style"),
    "no XML": ("title: a style\n", "bad-style"),
    "nothing": ("", "bad-style"),
    "a NUL byte": (SOUND.replace("<title>t", "<title>\0"), "bad-style"),
    "UTF-16": (SOUND.encode("utf-16"), "not-utf8"),
}

LIBRARIES: dict[str, tuple[str, str | bytes, str]] = {
    "strings that multiply": (
        "s.bib",
        '@string{a0 = "aaaaaaaaaa"}\n'
        + "".join(f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}\n" for n in range(1, 12))
        + "@book{x, title = a11}\n",
        "citation-engine",
    ),
    "braces twenty thousand deep": ("s.bib", "@book{x, title=" + "{" * 20_000 + "}" * 20_000 + "}\n", "bad-source"),
    "braces that never close": ("s.bib", "@book{x, title=" + "{" * 200_000, "bad-source"),
    "a hundred thousand beginnings": ("s.bib", "@book{\n" * 100_000, "bad-source"),
    "fifteen thousand entries without a key": ("s.bib", "@book{title={T}}\n" * 15_000, "bad-source"),
    "a hundred thousand entries": ("s.bib", "@book{x, title={T}}\n" * 100_000, "file-too-large"),
    "a hundred thousand entries of RIS": ("s.ris", "TY  - BOOK\nER  - \n" * 100_000, "file-too-large"),
    "six megabytes of BibLaTeX": ("s.bib", "@book{x, title={" + "x " * 3_000_000 + "}}\n", "file-too-large"),
    "six megabytes of RIS": ("s.ris", "TY  - BOOK\n" + "TI  - x\n" * 750_000 + "ER  - \n", "file-too-large"),
    "a tag without an end": ("s.ris", "TY  - BOOK\n" * 15_000, "bad-source"),
    "JSON ten thousand deep": ("s.json", "[" * 10_000, "yaml-limit"),
    "a million names": (
        "s.json",
        '[{"id": "x", "title": "T", "author": [' + ", ".join(['{"literal": "A"}'] * 250_000) + "]}]",
        "yaml-limit",
    ),
    "bytes that are no text": ("s.bib", b"@book{x, title={\xff\xfe}}\n", "not-utf8"),
    "a script as an address": ("s.bib", "@online{x, title={T}, url={javascript:alert(1)}}\n", "unsafe-link"),
    "a key with a line end": ("s.json", '[{"id": "x\\n@evil", "title": "T"}]', "bad-name"),
}


def report(folder: Path, *, style: str = "", sources: str = "sources.yaml", cited: str = "bulletin") -> None:
    """A report in ``folder``, beside which lies a secret."""
    (folder.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    outline = (
        "report: hostile\ntitle: A hostile report\ndate: 2025-11-22\n"
        + (f"citation-style: {style}\n" if style else "")
        + f"sources: [{sources}]\nsections:\n  - {{id: sec-a, title: A, blocks: [{{text: 'One [@{cited}].'}}]}}\n"
    )
    write_small_report(folder, outline=outline)


def checked(folder: Path) -> Outcome:
    """What the product says within limits, or else it is stopped and the test fails; and nothing of the secret."""
    outcome = check(folder, seconds=20)
    assert "Traceback" not in outcome.err
    assert SECRET not in outcome.err + outcome.out
    assert len(outcome.err) < 200_000
    return outcome


def put(path: Path, content: str | bytes) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("name", STYLES)
def test_a_hostile_style_is_refused(name: str, tmp_path: Path) -> None:
    content, code = STYLES[name]
    folder = tmp_path / "report"
    report(folder, style="evil.csl")
    put(folder / "evil.csl", content)
    outcome = checked(folder)
    assert outcome.status == 1
    found = [d for d in outcome.diagnostics if d.severity == "error"]
    assert [d.code for d in found] == [code], outcome.err
    assert all(d.hint for d in found)


def test_the_style_that_the_hostile_ones_are_made_of_is_sound(tmp_path: Path) -> None:
    report(tmp_path / "report", style="good.csl")
    put(tmp_path / "report" / "good.csl", SOUND)
    assert checked(tmp_path / "report").status == 0


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_hostile_library_is_refused(name: str, tmp_path: Path) -> None:
    file, content, code = LIBRARIES[name]
    folder = tmp_path / "report"
    report(folder, sources=file, cited="x")
    put(folder / file, content)
    outcome = checked(folder)
    assert outcome.status == 1
    assert code in {d.code for d in outcome.diagnostics}, outcome.err[:2000]


@pytest.mark.parametrize(
    "command",
    [
        "\\input{../secret.txt}",
        "\\include{../secret.txt}",
        "\\verbatiminput{../secret.txt}",
        "\\newcommand{\\a}{\\a\\a}\\a",
    ],
)
def test_a_command_of_latex_in_a_title_reads_no_file(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    report(folder, sources="s.bib", cited="x")
    put(folder / "s.bib", f"@book{{x, title={{A title {command}}}}}\n")
    assert checked(folder).status in (0, 1)


class Listener:
    """A web server that counts who asks it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    thread = threading.Thread(target=found.server.serve_forever)
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


LINKS = {
    "plain": '<link href="{}" rel="independent-parent"/>',
    "of another namespace": '<x:link xmlns:x="http://other.example.org" href="{}" rel="independent-parent"/>',
    "with a reference to a character": '<link href="{}" rel="independent&#45;parent"/>',
}


@pytest.mark.parametrize("rest", ["", CITATION + BIBLIOGRAPHY], ids=["dependent", "with layouts of its own"])
@pytest.mark.parametrize("link", LINKS)
def test_the_parent_of_a_style_is_not_fetched(link: str, rest: str, listener: Listener, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    report(folder, style="child.csl")
    parent = LINKS[link].format(f"{listener.address}/a-style-that-nobody-has")
    put(folder / "child.csl", f"{CSL}<info><title>t</title><id>t</id>{parent}</info>{rest}</style>")
    outcome = checked(folder)
    [error] = [d for d in outcome.diagnostics if d.severity == "error"]
    assert (error.code, error.line) == ("bad-style", 4)
    assert "nothing is fetched" in error.hint
    assert listener.asked == []


def test_pandoc_reaches_no_network_even_if_it_is_asked_to(listener: Listener) -> None:
    link = f'<link href="{listener.address}/a-style" rel="independent-parent"/>'
    style = f"{CSL}<info><title>t</title><id>t</id>{link}</info></style>"
    with pytest.raises(PandocError, match="Could not fetch"):
        Pandoc(NO_CACHE).ask(["--citeproc", "--csl=s.csl"], b"x", bytes, {"s.csl": style.encode()})
    assert listener.asked == []


def test_a_style_that_points_at_one_that_is_here_takes_it(listener: Listener, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    report(folder, style="child.csl")
    link = f'<link href="{listener.address}/apa" rel="independent-parent"/>'
    put(folder / "child.csl", f"{CSL}<info><title>t</title><id>t</id>{link}</info></style>")
    assert checked(folder).status == 0
    assert listener.asked == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.csl", "path-outside-folder"),
        ("/etc/passwd.csl", "path-outside-folder"),
        ("link.csl", "path-outside-folder"),
        ("nothing.csl", "missing-file"),
        ("http://127.0.0.1:1/apa.csl", "missing-file"),
        ("../../apa", "unknown-style"),
        ("dependent/nature", "unknown-style"),
        ("apaa", "unknown-style"),
        ("file:apa", "unknown-style"),
    ],
)
def test_a_style_is_taken_from_the_folder_or_the_shelf_alone(name: str, code: str, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    report(folder, style=f'"{name}"')
    put(tmp_path / "evil.csl", SOUND)
    (folder / "link.csl").symlink_to(tmp_path / "evil.csl")
    outcome = checked(folder)
    [error] = [d for d in outcome.diagnostics if d.severity == "error"]
    assert (error.code, error.line, error.column) == (code, 4, 17)
    assert error.hint
