"""Standard output and error accept any text, whatever their encoding."""

import codecs
import io
import sys

_HANDLER = "narrate-terminal"


def accept_any_text() -> None:
    r"""Have text that the terminal's encoding lacks printed in a form that is still right in JSON.

    Bytes of a file name that are not UTF-8 are printed as they are; any other character becomes
    ``\uXXXX``.
    """
    codecs.register_error(_HANDLER, _replaced)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    try:
        return text.encode("ascii", "surrogateescape"), error.end
    except UnicodeEncodeError:
        units = text.encode("utf-16-be", "surrogatepass")
        codes = (
            int.from_bytes(units[offset : offset + 2], "big") for offset in range(0, len(units), 2)
        )
        return "".join(f"\\u{code:04x}" for code in codes), error.end
