"""The dictionary by layer: search, edit, test, import, export, history, undo.

The files stay the truth: people edit them by hand at the same time, and each change here is made to
the newest text.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from starlette.responses import Response

from narrate import voices
from narrate.errors import LexiconError, UsageError
from narrate.service import dictionary
from narrate.service.answers import Refusal
from narrate.service.dictionary import ARTICLE, DESK, HOUSE, StaleError
from narrate.service.endpoint import Call
from narrate.service.studio import uploads
from narrate.service.studio.view import HEADERS, View, form, render, to
from narrate.text import lint, pls
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import Lexicon

_PATH: Final = "/studio/dictionary"
_PAGE: Final = 100
_HISTORY: Final = 100
_FIELDS: Final = ("alias", "respelling", "ipa", "language", "case", "sounds", "note", "source")
BUILT_IN: Final = "built in"


def page(call: Call) -> Response:
    """Show the entries in force, the nearest layer first, or those with some words."""
    words, layer = call.query.get("q", "").strip(), call.query.get("layer", "")
    number, language = call.number("page", 1, 100_000), _language(call)
    rows = [
        (lexicon, lexeme)
        for lexicon, lexeme in dictionary.entries(call.service.settings, language)
        if layer in {"", lexicon.layer} and _has(lexeme, words.casefold())
    ]
    verdicts = _verdicts(call, language) if call.query.get("test") else None
    if verdicts is not None:
        rows = [pair for pair in rows if _place(*pair) in verdicts]
    return render(
        *(call, "dictionary.html"),
        rows=rows[(number - 1) * _PAGE : number * _PAGE],
        total=len(rows),
        number=number,
        pages=-(-len(rows) // _PAGE),
        words=words,
        layer=layer,
        language=language,
        layers=_layers(call),
        verdicts=verdicts,
        place=_place,
        report=call.query.get("done", ""),
    )


def _language(call: Call) -> str:
    return call.query.get("language", "") or call.service.settings.language or "en"


def _layers(call: Call) -> list[str]:
    """Return the layers that can be written."""
    return [HOUSE, *([DESK] if call.service.settings.desk_lexicons else [])]


def _has(lexeme: Lexeme, words: str) -> bool:
    return any(words in text.casefold() for text in (lexeme.term, lexeme.note, lexeme.spoken))


def _place(lexicon: Lexicon, lexeme: Lexeme) -> tuple[str, int]:
    return lexicon.name, lexeme.line


def _verdicts(call: Call, language: str) -> dict[tuple[str, int], str]:
    """Return the faults of the entries that do not sound as their test cases say."""
    settings = call.service.settings
    lexicons = voices.lexicons(language, settings.lexicons, settings.desk_lexicons)
    return {
        _place(fault.lexicon, fault.lexeme): fault.problem
        for lexicon in lexicons
        if lexicon.layer != BUILT_IN
        for fault in lint.untrue(lexicon, lexicons)
    }


def entry(call: Call) -> Response:
    """Show the form of an entry, or of a new one."""
    layer, term = call.query.get("layer", HOUSE), call.query.get("term", "")
    lexeme = _current(call, layer, (term, call.query.get("language", "")))
    cells = dictionary.cells_of(lexeme) if lexeme else {"term": term}
    return _form(call, layer, cells, dictionary.etag(lexeme) if lexeme else "")


def _form(
    call: Call,
    layer: str,
    cells: dict[str, str],
    tag: str,
    *,
    problem: str = "",
    theirs: dict[str, str] | None = None,
) -> Response:
    lexeme = _current(call, layer, (cells["term"], cells.get("language", "")))
    cases = lexeme.sounds if lexeme else ""
    verdicts = _verdicts(call, _language(call)) if cases else {}
    file = str(dictionary.file_of(call.service.settings, layer))
    verdict = verdicts.get((file, lexeme.line), "") if lexeme else ""
    return render(
        *(call, "entry.html"),
        status=422 if problem else 200,
        layer=layer,
        layers=_layers(call),
        cells=cells,
        tag=tag,
        problem=problem,
        theirs=theirs,
        is_new=not tag,
        cases=cases,
        verdict=verdict,
        history=_history(call, cells["term"]),
    )


def _current(call: Call, layer: str, key: tuple[str, str]) -> Lexeme | None:
    """Return an entry as its file has it now, or None."""
    from narrate.text.entries import entry as entry_of

    path = dictionary.file_of(call.service.settings, layer)
    if not key[0] or not path.exists():
        return None
    return entry_of(voices.lexicon_text(path), path.name, *key)


def save(call: Call) -> Response:
    """Write an entry, unless somebody changed it since the form was opened."""
    fields = form(call)
    layer, tag, term = fields.get("layer", HOUSE), fields.get("tag", ""), fields.get("term", "")
    cells = {"term": term} | {name: fields[name] for name in _FIELDS if fields.get(name)}
    try:
        members = _unedited(call, layer, cells) | cells
        del members["term"]
        checked = dictionary.cells_from(term, members, call.caller)
        call.service.dictionary.put(layer, checked, call.caller, tag)
    except StaleError as error:
        current = _current(call, layer, (term, fields.get("language", "")))
        theirs = dictionary.cells_of(current) if current else {}
        problem = f"{error} Below is what stands there now; save again to replace it with yours."
        return _form(
            *(call, layer, cells, dictionary.tag_of(theirs)), problem=problem, theirs=theirs
        )
    except (LexiconError, UsageError) as error:
        return _form(call, layer, cells, tag, problem=str(error))
    call.record("studio.entry", term, layer)
    return to(_PATH, q=term, done=f"{term} is saved in the {layer}’s dictionary.")


def _unedited(call: Call, layer: str, cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of an entry that its form does not show, such as those of a PLS document."""
    current = _current(call, layer, (cells["term"], cells.get("language", "")))
    shown = {*_FIELDS, "term", "checked_by", "checked_on"}
    if current is None:
        return {}
    return {name: text for name, text in dictionary.cells_of(current).items() if name not in shown}


def delete(call: Call) -> Response:
    """Take an entry out of a layer, unless somebody changed it since the form was opened."""
    fields = form(call)
    key = fields.get("term", ""), fields.get("language", "")
    layer = fields.get("layer", HOUSE)
    call.service.dictionary.remove(layer, key, call.caller, fields.get("tag", ""))
    call.record("studio.entry-deleted", key[0], layer)
    return to(_PATH, done=f"{key[0]} is deleted from the {layer}’s dictionary.")


def history(call: Call) -> Response:
    """Show the newest changes of all layers."""
    return render(call, "changes.html", history=_history(call, ""))


def _history(call: Call, term: str) -> list[dict[str, Any]]:
    """Return the newest changes, of a term or of all, each with the cells before and after."""
    rows = call.service.store.rows(
        "SELECT * FROM lexicon_changes WHERE ? IN ('', term) ORDER BY id DESC LIMIT ?",
        *(term, _HISTORY),
    )
    return [
        dict(row) | {"before": _cells(row, "before"), "after": _cells(row, "after")} for row in rows
    ]


def _cells(row: sqlite3.Row, name: str) -> dict[str, str]:
    cells: dict[str, str] = json.loads(row[name] or "{}")
    return cells


def undo(call: Call) -> Response:
    """Take a change back; StaleError where the entry was changed again since."""
    number = form(call).get("change", "")
    row = call.service.store.row(
        "SELECT * FROM lexicon_changes WHERE id = ?", int(number) if number.isdecimal() else 0
    )
    if row is None:
        raise Refusal(404, "There is no such change.", "not_found")
    before, after = _cells(row, "before"), _cells(row, "after")
    layer, key = row["layer"], (row["term"], row["language"])
    if layer == ARTICLE:
        call.service.set_saying(row["narration"], key[0], before.get("saying"), call.caller)
    elif before:
        call.service.dictionary.put(layer, before, call.caller, dictionary.tag_of(after))
    else:
        call.service.dictionary.remove(layer, key, call.caller, dictionary.tag_of(after))
    call.record("studio.undo", key[0], f"change {row['id']}")
    return to(f"{_PATH}/history")


def import_(call: Call) -> Response:
    """Write the entries of a PLS document or a TSV file into a layer."""
    fields, name, data = uploads.read(call)
    layer = fields.get("layer", HOUSE)
    if data.lstrip()[:1] == b"<":
        text = pls.table(pls.read(data, name))
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LexiconError(f"{name} is no text in UTF-8. Save it as UTF-8.") from error
    lexemes = Lexicon.parse(text, name).lexemes
    changed = call.service.dictionary.merge(layer, lexemes, call.caller)
    new = sum(is_new for _, is_new in changed)
    call.record("studio.import", layer, f"{name}: {len(changed)}")
    return to(
        _PATH,
        layer=layer,
        done=f"{len(lexemes)} entries in {name}: {new} new, {len(changed) - new} changed, "
        f"{len(lexemes) - len(changed)} as before.",
    )


def export(call: Call) -> Response:
    """Return the file of a layer, as TSV or as PLS."""
    layer = call.query.get("layer", HOUSE)
    path = dictionary.file_of(call.service.settings, layer)
    text = voices.lexicon_text(path) if path.exists() else "term\trespelling\n"
    form_name = call.query.get("form", "tsv")
    data, media_type = text.encode(), "text/tab-separated-values"
    if form_name == "pls":
        data = pls.write(Lexicon.parse(text, path.name).lexemes, _language(call))
        media_type = "application/pls+xml"
    name = f"{Path(path.name).stem}.{'pls' if form_name == 'pls' else 'tsv'}"
    disposition = f'attachment; filename="{_ascii(name)}"'
    return Response(
        data, media_type=media_type, headers=HEADERS | {"Content-Disposition": disposition}
    )


def _ascii(name: str) -> str:
    return "".join(_plain(name)) or "dictionary"


def _plain(name: str) -> Iterator[str]:
    for sign in name:
        if sign.isascii() and (sign.isalnum() or sign in "-_."):
            yield sign


VIEWS: Final = (
    View("GET", _PATH, "read", page),
    View("GET", f"{_PATH}/entry", "read", entry),
    View("POST", f"{_PATH}/entry", "write", save),
    View("POST", f"{_PATH}/delete", "write", delete),
    View("GET", f"{_PATH}/history", "read", history),
    View("POST", f"{_PATH}/undo", "write", undo),
    View("POST", f"{_PATH}/import", "write", import_),
    View("GET", f"{_PATH}/export", "read", export),
)
