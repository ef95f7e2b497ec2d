"""Fix a name by ear: a respelling, its sound in the sentence, and where to keep it."""

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Final

from starlette.responses import Response

from narrate.errors import NarrateError, UsageError
from narrate.service import dictionary, night, spoken
from narrate.service.answers import Refusal
from narrate.service.dictionary import ARTICLE, DESK, HOUSE
from narrate.service.endpoint import Call
from narrate.service.studio import orders
from narrate.service.studio.view import View, form, lists, narration_path, render, to
from narrate.service.submission import Json, pronunciations
from narrate.service.withdrawal import withdrawal_of
from narrate.text.lexicon import Lexicon

_PATH: Final = "/studio/narrations/{id}"
_MOST_ALIKE: Final = 4
_MOST_SENTENCES: Final = 20
_MOST_MENTIONS: Final = 100
_LONGEST_TERM: Final = 100


def page(call: Call) -> Response:
    """Show how a term is said, or the words of a sentence to choose one of."""
    return _page(call, {})


def _page(call: Call, fields: dict[str, str], problem: str = "") -> Response:
    row = orders.row_of(call)
    order = orders.order_of(call.service, row)
    if order is None:
        raise Refusal(404, "The service has no text of this narration.", "not_found")
    term = _term(fields.get("term") or call.query.get("term", ""))
    key = fields.get("key") or call.query.get("key", "")
    script = orders.script(call, order)
    sentences = [sentence for block in script["blocks"] for sentence in block["sentences"]]
    having = [sentence for sentence in sentences if term and _says(sentence["written"], term)]
    having.sort(key=lambda sentence: sentence["key"] != key)
    names = _open_names(script, order.decisions)
    values: dict[str, Any] = {"row": row, "script": script, "term": term, "key": key}
    values |= {"names": names, "fields": fields, "problem": problem}
    if not term:
        chosen = next((sentence for sentence in sentences if sentence["key"] == key), None)
        return render(call, "words.html", sentence=chosen, **values)
    name = next((name for name in script["undecided"] if name["text"] == term), None)
    entries = dictionary.entries(call.service.settings, script["language"])
    return render(
        *(call, "word.html"),
        status=422 if problem else 200,
        sentences=having[:_MOST_SENTENCES],
        name=name,
        place=next((number for number, one in enumerate(names, 1) if one["text"] == term), 0),
        following=_following(names, term),
        entries=list(_entries(entries, term, order.decisions)),
        suggestions=list(_suggestions(entries, term, name, order.decisions)),
        surname=_surname(entries, term, order.decisions),
        layers=_layers(call),
        mentions=mentions(call, term, row["id"]),
        night=f"{call.service.settings.serve.night_hour}:00",
        **values,
    )


def _term(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_TERM]


def _says(written: str, term: str) -> bool:
    """Tell whether a text has a term as whole words."""
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", written) is not None


def _open_names(script: Json, article_decisions: Json) -> list[Json]:
    accepted = article_decisions.get("accepted", [])
    return [name for name in script["undecided"] if name["text"] not in accepted]


def _following(names: list[Json], term: str) -> Json | None:
    """Return the undecided name after a term, the first for any other; None where none is left."""
    texts = [name["text"] for name in names]
    number = texts.index(term) + 1 if term in texts else 0
    return names[number] if number < len(names) else None


def _layers(call: Call) -> list[tuple[str, str]]:
    """Return the layers that a saying may be kept in, and their names for a person."""
    layers = [(ARTICLE, "this article only"), (HOUSE, "the house: all articles")]
    if call.service.settings.desk_lexicons:
        layers.insert(1, (DESK, "the desk"))
    return layers


def _entries(
    entries: list[Any], term: str, article_decisions: Json
) -> Iterator[tuple[str, str, str]]:
    """Yield layer, saying and note of each entry that a term has already."""
    if saying := article_decisions.get("pronunciations", {}).get(term):
        yield ARTICLE, saying, ""
    for lexicon, lexeme in entries:
        if lexeme.term == term:
            yield lexicon.layer, _saying(lexeme), lexeme.note


def _saying(lexeme: Any) -> str:
    return lexeme.alias or lexeme.respelling or f"/{lexeme.phonemes}/"


def _surname(entries: list[Any], term: str, article_decisions: Json) -> str:
    """Return the last word of a full name, whose entry does not cover it; nothing if it has one."""
    *first_names, surname = term.split()
    if not first_names or not surname[0].isupper():
        return ""
    return "" if any(_entries(entries, surname, article_decisions)) else surname


def _suggestions(
    entries: list[Any], term: str, name: Json | None, article_decisions: Json
) -> Iterator[tuple[str, str]]:
    """Yield sayings to try and where each comes from: the voice's own guess, entries alike."""
    if name and name["guess"]:
        yield name["guess"], "as the voice says it now"
    terms = {lexeme.term: _saying(lexeme) for _, lexeme in reversed(entries)}
    terms |= article_decisions.get("pronunciations", {})
    for full_name, saying in terms.items():
        words, parts = full_name.split(), saying.split()
        if words[-1] == term and len(words) == len(parts) > 1 and not saying.startswith("/"):
            yield parts[-1], f"as in {full_name}"
    words = {term, *term.split()}
    for word in sorted(words, key=len, reverse=True):
        for similar in get_close_matches(word, terms, _MOST_ALIKE, 0.75):
            yield terms[similar], f"as {similar}"


def mentions(call: Call, term: str, narration: str = "") -> list[Json]:
    """Return other narrations that say a term: id, title, state, how often; none with a withdrawal.

    Of a published one its spoken text counts, of any other the text that was sent; a document or an
    address that was never published is not searched.
    """
    store = call.service.store
    escaped = json.dumps(term)[1:-1].translate({ord(sign): f"!{sign}" for sign in "!%_"})
    sent = store.rows(
        "SELECT id, title, state, published, updated, json_extract(body, '$.content') AS text"
        " FROM requests JOIN narrations ON id = narration WHERE body LIKE ? ESCAPE '!'"
        " AND id NOT IN (SELECT narration FROM spoken) ORDER BY updated DESC LIMIT ?",
        *(f"%{escaped}%", _MOST_MENTIONS),
    )
    rows = [*spoken.with_words(store, term, _MOST_MENTIONS), *sent]
    result = []
    for row in sorted(rows, key=lambda row: -row["updated"])[:_MOST_MENTIONS]:
        count = len(re.findall(rf"(?<!\w){re.escape(term)}(?!\w)", row["text"]))
        if count and row["id"] != narration and not withdrawal_of(store, row["id"]):
            shown = {name: row[name] for name in ("id", "title", "state", "published")}
            result.append({**shown, "count": count})
    return result


def save(call: Call) -> Response:
    """Keep a saying in a layer; show the form again with the reason where it cannot be read."""
    fields = form(call)
    row, term = orders.row_of(call), _term(fields.get("term", ""))
    saying, layer = fields.get("saying", ""), fields.get("layer", ARTICLE)
    try:
        if not term or not saying:
            raise UsageError("Write how the name is said, such as SHCHAIR-buh.")
        put(call, row["id"], (term, saying), layer, fields)
    except NarrateError as error:
        return _page(call, fields, str(error))
    call.record("studio.saying", row["id"], f"{term}: {saying} ({layer})")
    for narration in lists(call).get("again", []) if layer != ARTICLE else []:
        if withdrawal_of(call.service.store, narration):  # since the form was opened
            continue
        if fields.get("when") == "night":
            night.postpone(call.service, narration, call.caller)
        else:
            call.service.again(narration, call.caller)
        call.record("studio.rebuild", narration, term)
    if surname := fields.get("surname", ""):
        return to(f"{narration_path(row['id'])}/word", term=surname, key=fields.get("key", ""))
    if follow := fields.get("then", ""):
        return to(f"{narration_path(row['id'])}/word", term=follow, key=fields.get("then_key", ""))
    return to(narration_path(row["id"]), saved=term)


def put(
    call: Call, narration: str, pair: tuple[str, str], layer: str, fields: dict[str, str]
) -> None:
    """Write a saying into a layer: a respelling, IPA between strokes, or other words.

    LexiconError for a saying that nothing reads.
    """
    term, saying = pair
    checked = pronunciations({term: saying})[term]
    if layer == ARTICLE:
        call.service.set_saying(narration, term, checked, call.caller)
        return
    lexeme = Lexicon.of_article([(term, checked)]).lexemes[0]
    members = {name: lexeme.cell(name) for name in ("alias", "respelling", "ipa")}
    members |= {name: fields.get(name, "") for name in ("note", "source")}
    cells = dictionary.cells_from(term, {k: v for k, v in members.items() if v}, call.caller)
    call.service.dictionary.put(layer, cells, call.caller)


VIEWS: Final = (
    View("GET", f"{_PATH}/word", "read", page),
    View("POST", f"{_PATH}/word", "write", save),
)
