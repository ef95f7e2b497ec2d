"""/v1/lexicon: the pronunciation of a term, in the house's, a desk's or an article's layer."""

from typing import Final

from starlette.responses import Response

from narrate.errors import UsageError
from narrate.service import dictionary
from narrate.service.answers import Answer, Refusal
from narrate.service.dictionary import ARTICLE, HOUSE, LAYERS, StaleError
from narrate.service.endpoint import Call, Endpoint
from narrate.service.submission import Json, pronunciations

_MOST_LISTED: Final = 1_000


def list_(call: Call) -> Json:
    """Return the entries in force, the nearest layer first."""
    words, layer = call.query.get("q", "").casefold(), call.query.get("layer", "")
    limit = call.number("limit", 200, _MOST_LISTED)
    first = call.number("from", 1, 1_000_000)
    rows = [
        dictionary.shown(lexicon, lexeme)
        for lexicon, lexeme in dictionary.entries(
            call.service.settings, call.query.get("language", "")
        )
        if (not layer or lexicon.layer == layer) and words in lexeme.term.casefold()
    ]
    page = rows[first - 1 : first - 1 + limit]
    return {"entries": page, "total": len(rows)}


def get(call: Call) -> Json:
    """Return the entries of a term in all layers, the nearest first."""
    term, narration = call.path["term"], call.query.get("narration", "")
    rows = []
    if narration:
        sayings = call.service.decisions(narration).get("pronunciations", {})
        if term in sayings:
            rows.append({"term": term, "saying": sayings[term], "layer": ARTICLE})
    rows += [
        dictionary.shown(lexicon, lexeme)
        for lexicon, lexeme in dictionary.entries(
            call.service.settings, call.query.get("language", "")
        )
        if lexeme.term == term
    ]
    if not rows:
        raise _missing(term)
    return {"term": term, "entries": rows}


def put(call: Call) -> Response:
    """Write the entry of a term into a layer."""
    term, layer = call.path["term"], call.query.get("layer", HOUSE)
    if layer == ARTICLE:
        return _put_saying(call, term)
    cells = dictionary.cells_from(term, call.json(), call.caller)
    try:
        lexeme, is_new = call.service.dictionary.put(layer, cells, call.caller, _expected(call))
    except StaleError as error:
        raise Refusal(412, str(error), "changed") from error
    call.record("lexicon.put", term, layer)
    shown = {**dictionary.cells_of(lexeme), "spoken": lexeme.spoken, "phonemes": lexeme.phonemes}
    tag = dictionary.etag(lexeme)
    answer = {**shown, "layer": layer, "line": lexeme.line, "etag": tag}
    return Answer(answer, 201 if is_new else 200, headers={"ETag": f'"{tag}"'})


def delete(call: Call) -> Response:
    """Take the entry of a term out of a layer."""
    term, layer = call.path["term"], call.query.get("layer", HOUSE)
    if layer == ARTICLE:
        is_gone = call.service.set_saying(_narration(call), term, None, call.caller)
    else:
        key = term, call.query.get("language", "")
        try:
            is_gone = call.service.dictionary.remove(layer, key, call.caller, _expected(call))
        except StaleError as error:
            raise Refusal(412, str(error), "changed") from error
    if not is_gone:
        raise _missing(term)
    call.record("lexicon.delete", term, layer)
    return Response(status_code=204)


def _put_saying(call: Call, term: str) -> Response:
    """Write how one article says a term: words, a respelling, or IPA between slashes."""
    members = call.json()
    saying = members.get("saying") or members.get("respelling") or members.get("alias") or ""
    if not saying and isinstance(members.get("ipa"), str):
        saying = f"/{members['ipa'].strip('/[]')}/"
    checked = pronunciations({term: saying})
    is_new = call.service.set_saying(_narration(call), term, checked[term], call.caller)
    call.record("lexicon.put", term, f"{ARTICLE} {call.query['narration']}")
    answer = {"term": term, "saying": checked[term], "layer": ARTICLE}
    return Answer(answer, 201 if is_new else 200)


def _narration(call: Call) -> str:
    if narration := call.query.get("narration", ""):
        return narration
    raise UsageError("The layer article needs the narration: add narration=ID to the query.")


def _expected(call: Call) -> str | None:
    """Return the etag that the caller expects; nothing where it expects no entry."""
    if call.request.headers.get("if-none-match") == "*":
        return ""
    tag = call.request.headers.get("if-match")
    return tag.strip('" ') if tag else None


def _missing(term: str) -> Refusal:
    return Refusal(404, f"There is no entry of {term!r}.", "not_found")


_QUERY: Final = {
    "layer": f"{', '.join(LAYERS)}; else house",
    "language": "A tag such as en-GB; else that of the settings",
    "narration": "The narration, for the layer article",
}
_STALE: Final = ("Error", "Somebody changed the entry since it was read (If-Match)")
_NONE: Final = ("Error", "There is no such entry")
ENDPOINTS: Final = (
    Endpoint(
        *("GET", "/v1/lexicon", "read", list_, "List the entries in force"),
        answers={200: ("Entries", "The entries, the nearest layer first")},
        query={
            "q": "Only terms with this in them",
            "layer": "Only one layer",
            "language": _QUERY["language"],
            "from": "The number of the first, from 1",
            "limit": f"How many, up to {_MOST_LISTED}",
        },
    ),
    Endpoint(
        *("GET", "/v1/lexicon/{term:path}", "read", get, "Show a term in all layers"),
        answers={200: ("Term", "Its entries, the nearest first"), 404: _NONE},
        query=_QUERY,
    ),
    Endpoint(
        *("PUT", "/v1/lexicon/{term:path}", "write", put, "Decide how a term is said"),
        body="Entry",
        answers={
            200: ("Entry", "Replaced"),
            201: ("Entry", "New"),
            412: _STALE,
            422: ("Error", "The respelling or the IPA cannot be read"),
        },
        query=_QUERY,
    ),
    Endpoint(
        *("DELETE", "/v1/lexicon/{term:path}", "write", delete, "Delete an entry"),
        answers={204: ("", "It is gone"), 404: _NONE, 412: _STALE},
        query=_QUERY,
    ),
)
