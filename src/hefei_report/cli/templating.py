"""The command ``template check``: what a template of the user's is to us, and a preview of it."""

from __future__ import annotations

from hefei_report.cli.printing import complain, plural, refuse
from hefei_report.cli.templatearguments import TemplateArguments
from hefei_report.diagnostics import harmless
from hefei_report.theme import DEFAULT_THEME
from hefei_report.workspace import read_file, replace_files


def run(arguments: TemplateArguments) -> int:
    """Carry it out. 0: the template can be used, perhaps with problems that are told; 1: it can't; 2: no such file."""
    from hefei_report.deck.corporate.checking import checked
    from hefei_report.deck.corporate.refusal import Refused

    if not arguments.file.is_file():
        return refuse(f"there is no file '{arguments.file}'", 2)
    if arguments.preview is not None and arguments.preview.resolve() == arguments.file.resolve():
        return refuse("the preview would replace the template", 2)
    try:
        found = checked(read_file(arguments.file), DEFAULT_THEME)
    except Refused as problem:
        complain(f"'{arguments.file}' can't be used as a template: {harmless(str(problem))}")
        return refuse(f"  hint: {harmless(problem.hint)}", 1) if problem.hint else 1
    except OSError as problem:
        return refuse(f"can't read '{arguments.file}': {problem.strerror or problem}", 1)
    if not arguments.quiet:
        print("\n".join(map(harmless, found.lines)))
    for what, hint in found.problems:
        complain(f"'{arguments.file}' {harmless(what)}" + (f"\n  hint: {harmless(hint)}" if hint else ""))
    if arguments.preview is not None:
        try:
            replace_files({arguments.preview: found.preview()})
        except OSError as problem:
            return refuse(f"can't write '{arguments.preview}': {problem.strerror or problem}", 1)
    if not arguments.quiet:
        print(f"\n'{arguments.file}' can be used, with {plural(len(found.problems), 'remark')}")
    return 0
