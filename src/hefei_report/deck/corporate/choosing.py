"""The template that an outline names: opened, or refused at the author's line, and what there is to know about it."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.deck.corporate.branding import Branding, branding, opened
from hefei_report.deck.corporate.matching import How, sheet_named
from hefei_report.deck.corporate.refusal import Refused
from hefei_report.deck.corporate.values import Brand
from hefei_report.deck.storyboard.layouts import layouts
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.document.model import Document, LayoutChoice, TemplateFile
from hefei_report.theme.tokens import Theme

FEET = {"dt": "the date", "ftr": "the footer", "sldNum": "the slide's number"}
_WITHOUT_FEET = ("cover", "closing")

Remark = tuple[str, str]  # what is so, and what to do about it


def chosen(document: Document, theme: Theme, diagnostics: Diagnostics) -> Branding | None:
    """What the template of ``document`` gives, or None where it names none, or after a report none that is of use."""
    template = document.deck.template
    if template is None:
        return None
    try:
        _, brand = opened(template.content)
        named = [pair for each in template.layouts if (pair := _known(each, brand, theme, diagnostics)) is not None]
        return branding(template.content, tuple(named), theme.name)
    except Refused as problem:
        message = f"'{template.path}' can't be used as a template: {problem}"
        diagnostics.error("unusable-template", message, template.span, problem.hint)
        return None


def report(found: Branding, used: set[str], template: TemplateFile, diagnostics: Diagnostics) -> None:
    """What the author should know: about the layouts that the deck has ``used``, by key, the fonts and the colours."""
    for message, hint in remarks(found, used):
        diagnostics.warning("template-differs", f"'{template.path}' {message}", template.span, hint)
    for remark in found.remarks:
        hint = "change the colour in PowerPoint's slide master, or leave it at that"
        diagnostics.warning("template-contrast", f"in '{template.path}', {remark}", template.span, hint)


def remarks(found: Branding, used: set[str]) -> Iterator[Remark]:
    """What is composed, what has no place and what can't be measured, for slides with the layouts ``used``."""
    yield from _composed(found, used)
    yield from _footless(found, used)
    yield from _pictures(found, used)
    yield from _unknown_fonts(found)


def _known(choice: LayoutChoice, brand: Brand, theme: Theme, diagnostics: Diagnostics) -> tuple[str, str] | None:
    """A choice of the author's, or None after a report that there is no such layout on one side or the other."""
    keys, sheet = layouts(theme.slide), sheet_named(choice.name, brand.sheets)
    if choice.key not in keys:
        message, hint = f"there is no slide layout '{choice.key}'", "known here: " + ", ".join(keys)
        hint = did_you_mean(choice.key, keys) or hint
    elif sheet is None:
        names = [each.name for each in brand.sheets]
        message = f"the template has no layout '{choice.name}'"
        hint = did_you_mean(choice.name, names) or "it has: " + ", ".join(names[:20])
    elif sheet.title is None:
        message = f"the layout '{choice.name}' of the template has no title, and every slide needs one"
        hint = "choose another, or give it a title placeholder"
    else:
        return choice.key, choice.name
    diagnostics.error("unknown-layout", message, choice.span, hint)
    return None


def _composed(found: Branding, used: set[str]) -> Iterator[Remark]:
    composed = [match for key, match in found.matches.items() if match.how is How.COMPOSED and key in used]
    for sheet in dict.fromkeys(match.sheet for match in composed):
        here = [match.key for match in composed if match.sheet is sheet]
        keys, key = ", ".join(here), here[0]
        what = f"has no layout for {keys}: these slides are composed with text boxes on '{sheet.name}'"
        how = f"say which one to take: 'template: {{file: ..., layouts: {{{key}: NAME}}}}'"
        yield what, f"{how}; 'hefei-report template check' tells of all"


def _footless(found: Branding, used: set[str]) -> Iterator[Remark]:
    sheets = [match.sheet for key, match in found.matches.items() if key in used and key not in _WITHOUT_FEET]
    for kind, what in FEET.items():
        lacking = dict.fromkeys(sheet.name for sheet in sheets if sheet.first(kind) is None)
        if lacking:
            names = ", ".join(f"'{name}'" for name in lacking)
            yield f"has no place for {what} in {names}", "insert the footer's placeholders there in its slide master"


def _pictures(found: Branding, used: set[str]) -> Iterator[Remark]:
    sheets = [match.sheet for key, match in found.matches.items() if key in used]
    names = ", ".join(dict.fromkeys(f"'{sheet.name}'" for sheet in sheets if not sheet.ground))
    if names:
        yield (
            f"has a picture behind {names}: nobody but you can tell whether text can be read on it",
            "look at these slides, or choose layouts on a plain ground",
        )


def _unknown_fonts(found: Branding) -> Iterator[Remark]:
    faces = dict.fromkeys((found.stage.heading_face, found.stage.text_face))
    unknown = " and ".join(face.name for face in faces if not face.known)
    if unknown:
        yield (
            f"is set in {unknown}, whose widths are not known here: text is measured with a wider font",
            "titles and texts may come out smaller than they need to be; look at the deck",
        )
