"""Files from strangers: whatever they hold, the answer is a diagnostic, soon, in little memory, and nothing leaks."""

from __future__ import annotations

import os
import re
import resource
import subprocess
from pathlib import Path

import pytest

from tests.support.outlines import SMALL_FACTS, SMALL_OUTLINE, write_small_report
from tests.support.product import Outcome, command, environment, run

MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 60

HEAD = "report: hostile\ntitle: A hostile report\ndate: 2025-11-22\n"
SECTION = HEAD + "sections:\n  - id: sec-one\n    title: One\n    blocks:\n"


def limited() -> None:
    """For a child process: little memory, and an end even if it loops."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def check(folder: Path, verb: str = "check", *, seconds: float = SECONDS * 2) -> Outcome:
    """What the product says of ``briefing.yaml`` in ``folder``, within limits."""
    done = subprocess.run(
        command(verb, "briefing.yaml"),
        cwd=folder,
        env=environment({"HEFEI_REPORT_CACHE": "", "OPENBLAS_NUM_THREADS": "1"}),
        preexec_fn=limited,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def check_text(text: str | bytes, folder: Path) -> Outcome:
    """The same for an outline of the given text."""
    (folder / "briefing.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return check(folder)


def laughs() -> str:
    """Ten levels of ten aliases each: ten thousand million values, if one follows them."""
    levels = ["a: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    levels += [f"k{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(levels) + "\n"


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "a billion laughs": (HEAD + laughs(), "yaml-limit"),
    "an alias inside itself": (HEAD + "sections: &s [*s]\n", "yaml-limit"),
    "ten thousand brackets": (HEAD + "sections: " + "[" * 10_000 + "\n", "yaml-limit"),
    "ten thousand braces": (HEAD + "sections: " + "{a: " * 10_000 + "\n", "yaml-limit"),
    "ten thousand dashes": (HEAD + "sections:\n" + "- " * 10_000 + "a\n", "yaml-limit"),
    "a text that is too long": (SECTION + "      - text: " + "word " * 20_000 + "\n", "yaml-limit"),
    "a constructor": (HEAD + 'sections: !!python/object/apply:os.system ["touch owned"]\n', "yaml-syntax"),
    "a NUL byte": (HEAD.encode() + b"subtitle: a\0b\nsections: []\n", "yaml-syntax"),
    "a raw control character": (HEAD + "subtitle: a\x07b\nsections: []\n", "yaml-syntax"),
    "an escaped control character": (HEAD + 'subtitle: "a\\x07b"\nsections: []\n', "missing-glyph"),
    "an escaped NUL": (HEAD + 'subtitle: "a\\0b"\nsections: []\n', "missing-glyph"),
    "bytes that are no text": (HEAD.encode() + b"subtitle: \xff\xfe\n", "not-utf8"),
    "UTF-16": (HEAD.encode("utf-16"), "not-utf8"),
    "a report named as a path": ("report: ../../evil\ntitle: A\ndate: 2025-11-22\nsections: []\n", "bad-name"),
    "a theme named as a path": (HEAD + "theme: ../../evil\nsections: []\n", "unknown-theme"),
    "a link that runs a script": (SECTION + '      - text: "[a](javascript:alert(1))"\n', "unsafe-link"),
    "a link that hides a script": (SECTION + '      - text: "[a](  JaVaScRiPt:alert(1))"\n', "unsafe-link"),
    "a fact that is code": (SECTION + "      - text: \"{{ __import__('os') }}\"\n", "unknown-fact"),
    "a fact that is an attribute": (SECTION + '      - text: "{{ exports.__class__ }}"\n', "unknown-fact"),
    "a number without an end": (
        SECTION + "      - table: {id: tbl-a, title: A, columns: [{header: A, width: 1e99999999}], rows: [[a]]}\n",
        "bad-number",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_outline_is_refused_with_a_diagnostic(name: str, tmp_path: Path) -> None:
    text, code = REFUSED[name]
    outcome = check_text(text, tmp_path)
    assert outcome.status == 1, outcome.err
    assert code in {d.code for d in outcome.diagnostics}, outcome.err
    assert "Traceback" not in outcome.err
    assert len(outcome.err) < 100_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefing.yaml"]


MARKUP = {
    "brackets": "[" * 10_000,
    "emphasis": "**" * 10_000 + "a",
    "mixed emphasis": "*a_b" * 5_000,
    "facts that never end": "{{" * 10_000,
    "citations that never end": "[@" * 10_000,
    "links that never end": "[a](" * 5_000,
    "backticks": "`a" * 10_000,
    "backslashes": "\\" * 20_000,
    "quotations in quotations": "> " * 5_000 + "a",
    "lists in lists": "- " * 5_000 + "a",
    "tags": "<b><i>" * 5_000,
    "entities": "&amp;&#0;" * 5_000,
}


@pytest.mark.parametrize("name", MARKUP)
def test_markup_that_explodes_elsewhere_is_read_in_moments(name: str, tmp_path: Path) -> None:
    outcome = check_text(SECTION + "      - text: |\n          " + MARKUP[name] + "\n", tmp_path)
    assert outcome.status in {0, 1}, outcome.err[-2000:]
    assert "Traceback" not in outcome.err
    assert len(outcome.err) < 2_000_000


FORMULAS = ["9**9**9", "(" * 400 + "1" + ")" * 400, "-" * 400 + "1", "exports_2024." + "a." * 200, "[x for x in (1,)]"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_hostile_formula_is_refused(formula: str, tmp_path: Path) -> None:
    write_small_report(tmp_path)
    attack = f'  attack: {{derived: "{formula}", round: 0.1, label: Attack}}\n'
    (tmp_path / "facts.yaml").write_text(SMALL_FACTS + attack, encoding="utf-8")
    outcome = check(tmp_path)
    assert outcome.status == 1
    assert {d.code for d in outcome.diagnostics if d.severity == "error"} <= {"bad-formula", "unknown-fact"}, (
        outcome.err
    )


def test_a_symbolic_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SMALL_FACTS, encoding="utf-8")
    outline = write_small_report(tmp_path / "report")
    (outline.parent / "facts.yaml").unlink()
    (outline.parent / "facts.yaml").symlink_to(tmp_path / "secret.yaml")
    outcome = check(outline.parent)
    assert outcome.status == 1
    assert "path-outside-folder" in {d.code for d in outcome.diagnostics}
    assert "257.2" not in outcome.err


def test_a_linked_folder_that_leads_out_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "facts.yaml").write_text(SMALL_FACTS, encoding="utf-8")
    outline = write_small_report(
        tmp_path / "report", outline=SMALL_OUTLINE.replace("[facts.yaml]", "[more/facts.yaml]")
    )
    (outline.parent / "more").symlink_to(tmp_path / "outside")
    outcome = check(outline.parent)
    assert outcome.status == 1
    assert "path-outside-folder" in {d.code for d in outcome.diagnostics}


def test_a_pipe_in_the_place_of_a_file_does_not_hang_the_build(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    (tmp_path / "facts.yaml").unlink()
    os.mkfifo(tmp_path / "facts.yaml")
    outcome = check(tmp_path)
    assert outcome.status == 1
    assert "missing-file" in {d.code for d in outcome.diagnostics}


@pytest.mark.parametrize("name", ["briefing.yaml", "facts.yaml", "sources.yaml"])
def test_a_huge_file_is_refused_unread(name: str, tmp_path: Path) -> None:
    write_small_report(tmp_path)
    os.truncate(tmp_path / name, 5_000_000_000)
    outcome = check(tmp_path)
    assert outcome.status == 1
    assert "file-too-large" in {d.code for d in outcome.diagnostics}, outcome.err


def test_a_diagnostic_never_sends_control_codes_to_the_terminal(tmp_path: Path) -> None:
    outcome = check_text(
        HEAD + '"\\e[31mred\\a\\r": 1\n"\\u202egnp": 2\ntheme: "\\e]0;owned\\a"\nsections: []\n', tmp_path
    )
    assert outcome.status == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", outcome.out + outcome.err)


def test_thousands_of_mistakes_are_reported_in_moments(tmp_path: Path) -> None:
    outcome = check_text(HEAD + "".join(f"key{n}: 1\n" for n in range(5_000)) + "sections: []\n", tmp_path)
    assert outcome.status == 1
    assert "unknown-key" in {d.code for d in outcome.diagnostics}


LITERAL = [
    "<script>alert(1)</script>",
    "</para><b>bold</b>",
    '<img src="file:///etc/hostname"/>',
    "100% & <b>",
    "&lt;tag&gt; &nbsp; &#65;",
    "$20 billion ... $970 million",
    "%s %d {0} {name} ${HOME}",
]


def test_markup_of_other_languages_is_printed_as_it_stands(tmp_path: Path) -> None:
    quoted = "\n".join(f"          - '`{text}`'" for text in LITERAL)
    names = "evidence: {names: ['alert(1)', '100%', '$20 billion ... $970 million', '&#65', '{0}']}\nsections:"
    outline = SMALL_OUTLINE.replace("          - Imports were lower", quoted).replace("sections:", names, 1)
    outcome = run("build", write_small_report(tmp_path, outline=outline), folder=tmp_path)
    assert outcome.status == 0, outcome.err
    from tests.support.reading import pdf_text, pptx_text

    for shown in (pdf_text(tmp_path / "dist" / "small-briefing.pdf"), pptx_text(tmp_path / "dist" / "small-deck.pptx")):
        squeezed = re.sub(r"\s+", "", shown)
        assert [text for text in LITERAL if re.sub(r"\s+", "", text) not in squeezed] == []


def test_a_build_leaves_nothing_but_caches_in_the_home_folder(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    home = tmp_path / "home"
    home.mkdir()
    changes: dict[str, str | None] = {
        "HOME": str(home),
        "XDG_CACHE_HOME": None,
        "XDG_CONFIG_HOME": None,
        "MPLCONFIGDIR": None,
    }
    assert run("build", outline, folder=tmp_path / "report", changes=changes).status == 0
    written = {path.relative_to(home).parts[:2] for path in home.rglob("*") if path.is_file()}
    assert written == {(".cache", "hefei-report")}


def test_without_a_cache_a_build_leaves_nothing_at_all_in_the_home_folder(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    changes: dict[str, str | None] = {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "XDG_CACHE_HOME": None,
        "XDG_CONFIG_HOME": None,
        "MPLCONFIGDIR": None,
        "HEFEI_REPORT_CACHE": "",
    }
    outcome = run("build", outline, "--quiet", folder=tmp_path / "report", changes=changes)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert [*home.rglob("*"), *temporary.rglob("*")] == []


def test_a_home_folder_that_can_not_be_written_is_no_reason_to_complain(tmp_path: Path) -> None:
    outline = write_small_report(tmp_path / "report")
    changes: dict[str, str | None] = {
        "HOME": "/proc/nobody",
        "XDG_CACHE_HOME": None,
        "XDG_CONFIG_HOME": None,
        "MPLCONFIGDIR": None,
    }
    outcome = run("build", outline, "--quiet", folder=tmp_path, changes=changes)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
