"""What may be said to the commands that prove facts: archive, verify, attest.

All three take names after the outline. The first one is the outline if it ends like one, so that
``hefei-report attest gdp_2024 --by NAME`` needs none.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from hefei_report.cli.arguments import DEFAULT_OUTLINE
from hefei_report.records import dataclass

PROOF_COMMANDS = ("archive", "verify", "attest")
_OUTLINE_ENDINGS = (".yaml", ".yml")

_EXAMPLES = """\
examples:
  hefei-report archive                                fetch what spec/sources.yaml names into spec/.archive/
  hefei-report archive report.yaml gazette-2024       only this source
  hefei-report verify                                 hold the facts against the archive; writes facts.lock
  hefei-report verify report.yaml --archive texts     against a folder with a KEY.txt for each source
  hefei-report attest gdp_2024 --by "A. Analyst"      you read it in a source that is not archived
  hefei-report attest --remaining --by "A. Analyst"   all facts that nobody has proven yet

exit codes: 0 done; 1 the facts or sources have mistakes; 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class ProofArguments:
    """A parsed command line. ``names`` are keys of sources (archive) or ids of facts (attest).

    ``archive`` is None for the folder beside the outline; ``on`` is None for today.
    """

    command: str
    outline: Path
    names: tuple[str, ...] = ()
    archive: Path | None = None
    json: bool = False
    by: str = ""
    on: dt.date | None = None
    remaining: bool = False
    refresh: bool = False
    allow_private: bool = False
    timeout: float = 30
    quiet: bool = False


def add_proof_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands to the parser."""
    archive = _command(commands, "archive", "fetch the pages of the sources and keep their texts")
    archive.add_argument("names", nargs="*", metavar="KEY", help="the sources to fetch (default: all that have a URL)")
    _add_archive(archive)
    archive.add_argument("--refresh", action="store_true", help="fetch again what is kept already")
    archive.add_argument(
        "--allow-private", action="store_true", help="also fetch from this machine and its own network"
    )
    archive.add_argument(
        "--timeout", type=_seconds, default=30, metavar="SECONDS", help="how long one request may take (default: 30)"
    )
    verify = _command(commands, "verify", "hold the facts against the archived texts, and write facts.lock")
    verify.add_argument("names", nargs="*", metavar="", help=argparse.SUPPRESS)
    _add_archive(verify)
    verify.add_argument("--json", action="store_true", help="print the result as JSON")
    attest = _command(commands, "attest", "record who vouches for facts whose sources are not archived")
    attest.add_argument("names", nargs="*", metavar="FACT", help="the ids of the facts")
    attest.add_argument("--by", required=True, metavar="NAME", help="who read it in the source")
    attest.add_argument("--on", type=_day, metavar="DATE", help="when, as 2026-11-22 (default: today)")
    attest.add_argument("--remaining", action="store_true", help="all facts that nobody has proven yet")


def proof_arguments(found: argparse.Namespace, refuse: Callable[[str], NoReturn]) -> ProofArguments:
    """What was parsed, as arguments; ``refuse`` ends with a message about the usage."""
    names = list(found.names)
    outline = Path(names.pop(0)) if names and names[0].endswith(_OUTLINE_ENDINGS) else DEFAULT_OUTLINE
    options = {key: value for key, value in vars(found).items() if key != "names"}
    if found.command == "verify" and names:
        refuse(f"'{names[0]}' is no outline: it should end in .yaml")
    if found.command == "attest":
        if bool(names) == found.remaining:
            refuse("name the facts to attest, or say --remaining")
        if not found.by.strip() or not found.by.isprintable():
            refuse("--by needs a name")
    return ProofArguments(outline=outline, names=tuple(names), **options)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str
) -> argparse.ArgumentParser:
    rest = {"archive": "[KEY ...]", "verify": "", "attest": "[FACT ...]"}[name]
    command = commands.add_parser(
        name,
        help=what,
        usage=f"hefei-report {name} [OUTLINE] {rest} [options]".replace("  ", " "),
        description=f"{what[0].upper()}{what[1:]}. OUTLINE ends in .yaml (default: {DEFAULT_OUTLINE}).",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--quiet", action="store_true", help="print diagnostics only")
    return command


def _add_archive(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        help="the folder of archived texts (default: .archive beside the outline)",
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write 2026-11-22") from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 600:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds up to 600")
    return seconds
