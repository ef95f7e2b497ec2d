"""Forms with a file in them (multipart/form-data), read with the mail parser of Python."""

from email.parser import BytesParser
from email.policy import HTTP
from pathlib import PurePath

from narrate.errors import UsageError
from narrate.service.endpoint import Call


def read(call: Call) -> tuple[dict[str, str], str, bytes]:
    """Return the fields of a form, the name of its file, and the file; UsageError without one.

    The body's size was limited before.
    """
    content_type = call.request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        raise UsageError("The form has no file.")
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    fields, name, data = {}, "", b""
    for part in BytesParser(policy=HTTP).parsebytes(head + call.body).iter_parts():
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        if part.get_filename():
            name, data = PurePath(part.get_filename() or "").name[:100], content
        elif field := part.get_param("name", header="content-disposition"):
            fields[str(field)] = content.decode("utf-8", "replace").strip()
    if not name or not data:
        raise UsageError("Choose a file first.")
    return fields, name, data
