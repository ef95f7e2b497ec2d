"""An object store: the files under an address such as ``s3://bucket/audio``, through obstore.

Credentials come from the places where the store's own tools look: environment variables, files,
the machine's identity. No message holds an address with a query, which may be signed.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from narrate.errors import NarrateError, PublishError, UsageError

SCHEMES: Final = ("s3://", "gs://", "az://")
_TYPES: Final[Mapping[str, str]] = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".opus": "audio/ogg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".c2pa": "application/c2pa",
}
# Names that other tools give to these stores.
_OTHER_NAMES: Final[Mapping[str, str]] = {
    "s3a": "s3",
    "s3n": "s3",
    "gcs": "gs",
    "azure": "az",
    "abfs": "az",
    "abfss": "az",
}
# Variables of an account and its credentials.
_VARIABLES: Final[Mapping[str, str]] = {
    "s3": "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
# A large file on a slow line takes longer than the 30 s that obstore waits for a request.
_PATIENCE: Final = {"timeout": "5m"}
_PREFIXES: Final[Mapping[str, str]] = {"s3": "AWS", "gs": "GOOGLE", "az": "AZURE"}
# Durations that obstore reads from the environment; all its settings of a connection.
_DURATIONS: Final = (
    *("connect_timeout", "read_timeout", "timeout", "pool_idle_timeout"),
    *("http2_keep_alive_interval", "http2_keep_alive_timeout"),
)
_CONNECTION: Final = (
    *_DURATIONS,
    *("allow_http", "allow_invalid_certificates", "default_content_type", "user_agent"),
    *("http1_only", "http2_only", "http2_keep_alive_while_idle", "http2_max_frame_size"),
    *("pool_max_idle_per_host", "randomize_addresses"),
    *("proxy_url", "proxy_ca_certificate", "proxy_excludes"),
)
_ADDRESS = re.compile(r"[a-z0-9]+://[^/?#@\s]+(/[^?#]*)?")
_NO_NAMES: Final = {"", ".", ".."}  # of folders
_HASHED = re.compile(r"-[0-9a-f]{8}\.[a-z0-9.]+$")  # a name that tells its content
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_UNREACHED: Final = "error sending request"
_EMPTY: Final = "status code: 416"
_STATUS = re.compile(r"status code: (\d{3} [A-Za-z ]+)")


class Conflict(NarrateError):  # noqa: N818 - the caller starts over
    """Another writer changed an object since it was read."""


# The state of an object as its store names it: S3 and Azure by an ETag, Google by a version.
Tag = Mapping[str, str]


class Object(NamedTuple):
    """An object's bytes, its tag, and the time of its last change in seconds (epoch)."""

    data: bytes
    tag: Tag
    modified: float


def is_store(place: str) -> bool:
    """Return whether a place is an address of an object store.

    Raises UsageError for a store that is named as other tools name it.
    """
    scheme, mark, _ = place.partition("://")
    name = _OTHER_NAMES.get(scheme.lower(), scheme.lower())
    if mark and name != scheme and name in _VARIABLES:
        raise UsageError(f"narrate knows no {scheme}://. Write {name}://.")
    return place.startswith(SCHEMES)


def takes_output(place: str) -> bool:
    """Return whether a place for narrations is in a store, and not a folder.

    Raises UsageError for an address that cannot hold them; the message does not repeat it.
    """
    scheme, mark, _ = place.partition("://")
    if mark and not is_store(place):
        raise UsageError(
            f"narrate cannot write to {scheme}://. Name a folder, or an address that begins with "
            f"{' or '.join(SCHEMES)}."
        )
    if mark:
        _check(place)
    return bool(mark)


def _check(address: str) -> None:
    """Raise UsageError for an address that is none, or that holds more than a place."""
    scheme, _, place = address.partition("://")
    if not _ADDRESS.fullmatch(address) or not _NO_NAMES.isdisjoint(place.rstrip("/").split("/")):
        raise UsageError(
            f"An address of a store is {scheme}://BUCKET/FOLDER, without a user, a password, a "
            "query or an empty folder. Credentials come from the environment: "
            f"{_VARIABLES[scheme]}."
        )


def parts(address: str) -> tuple[str, str]:
    """Return the address of the folder that holds an object, and the object's name.

    >>> parts("s3://bucket/desk/story.md")
    ('s3://bucket/desk', 'story.md')
    >>> parts("s3://articles.example.org")
    ('s3://articles.example.org', '')
    """
    scheme, _, place = address.partition("://")
    bucket, _, path = place.partition("/")
    folder, _, name = path.rpartition("/")
    return f"{scheme}://{bucket}/{folder}".rstrip("/"), name


def _object(meta: Any, data: bytes) -> Object:
    return Object(data, _tag(meta), meta["last_modified"].timestamp())


def _tag(meta: Any) -> Tag:
    return {name: meta[name] for name in ("e_tag", "version") if meta[name]}


def _connection(address: str) -> dict[str, str]:
    """Return how to connect: obstore reads these variables only where it is given no options.

    A duration without a unit is in seconds.
    """
    options = {
        name: os.environ[variable] for name, variable in _connection_variables(address).items()
    }
    for name in _DURATIONS:
        if options.get(name, "").strip().isdecimal():
            options[name] = f"{options[name].strip()}s"
    return _PATIENCE | options


def _connection_variables(address: str) -> dict[str, str]:
    """Return the variables of a connection that are set, by obstore's names."""
    prefix = _PREFIXES[address.partition("://")[0]]
    variables = {name: f"{prefix}_{name.upper()}" for name in _CONNECTION}
    return {name: variable for name, variable in variables.items() if os.environ.get(variable)}


def _unopened(address: str) -> str:
    """Return the sentence for a store that cannot be opened; it names variables, no values."""
    text = (
        f"{address} cannot be opened. The account or its credentials are missing or cannot be "
        f"read: look at {_VARIABLES[address.partition('://')[0]]}."
    )
    if variables := ", ".join(_connection_variables(address).values()):
        text += f" Or a variable of the connection has a wrong value: look at {variables}."
    return text


class Store:
    """The objects below an address; every method raises PublishError where the store fails."""

    def __init__(self, address: str) -> None:
        """Connect nothing yet; UsageError without the package or for an address that is none."""
        try:
            import obstore
            from obstore.store import from_url
        except ImportError as error:
            from narrate.runtime.packages import install_command

            raise UsageError(
                f"An object store needs the package obstore. Install it: {install_command('cloud')}"
            ) from error
        _check(address)
        self.address, self._api = address.rstrip("/"), obstore
        try:
            self._store = from_url(self.address, client_options=_connection(self.address))
        except Exception:  # its text may hold a part of a secret
            raise UsageError(_unopened(self.address)) from None

    def get(self, path: str, most_bytes: int = 0) -> Object | None:
        """Return an object; None where there is none of this path.

        With ``most_bytes`` no more of it is read.
        """
        options: Any = {"range": (0, most_bytes)} if most_bytes else None
        with self._errors("cannot be read", path):
            try:
                answer = self._api.get(self._store, path, options=options)
                return _object(answer.meta, bytes(answer.bytes()))
            except FileNotFoundError:
                return None
            except Exception as error:
                # An empty object holds no range of bytes, and S3 answers 416.
                if _EMPTY not in str(error) or (meta := self._api.head(self._store, path))["size"]:
                    raise
                return _object(meta, b"")

    def put(self, path: str, data: bytes, *, replaces: Tag | None = None) -> Tag:
        """Write an object and return its tag.

        With ``replaces`` it must still have that tag, and not exist for an empty one; Conflict
        where another writer was first.
        """
        mode: Any = "overwrite" if replaces is None else dict(replaces) or "create"
        suffix = PurePosixPath(path).suffix
        attributes = {
            "Content-Type": _TYPES.get(suffix, "application/octet-stream"),
            "Cache-Control": _FOR_EVER if _HASHED.search(path) else _ASK_AGAIN,
        }
        with self._errors("cannot be written", path):
            try:
                # In one request: parts of an upload that was cut off stay in a store, and cost.
                answer = self._api.put(
                    *(self._store, path, data),
                    mode=mode,
                    attributes=attributes,
                    use_multipart=False,
                )
            except (
                self._api.exceptions.AlreadyExistsError,
                self._api.exceptions.PreconditionError,
            ) as error:
                raise Conflict(f"{self.address}/{path} was changed by another run.") from error
            return _tag(answer)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete the objects of these paths that are there."""
        with self._errors("cannot be deleted", next(iter(paths), "")):
            try:
                self._api.delete(self._store, paths)
            except FileNotFoundError:  # Google's store stops there, with others left
                for path in paths:
                    with suppress(FileNotFoundError):
                        self._api.delete(self._store, path)

    def paths(self) -> Iterator[str]:
        """Yield the paths of all objects, page by page."""
        yield from (path for path, _ in self.sizes())

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield the path of each object and its bytes, page by page."""
        with self._errors("cannot be listed", ""):
            for page in self._api.list(self._store):
                for meta in page:
                    yield meta["path"], meta["size"]

    def changes(self, folder: str) -> dict[str, float]:
        """Return the last change of each object directly in a folder, by name, in s (epoch)."""
        with self._errors("cannot be listed", folder):
            listing = self._api.list_with_delimiter(self._store, folder or None)
            return {
                meta["path"].rpartition("/")[2]: meta["last_modified"].timestamp()
                for meta in listing["objects"]
            }

    @contextmanager
    def _errors(self, deed: str, path: str) -> Iterator[None]:
        """Raise every error of the store as one sentence, without its own text."""
        try:
            yield
        except NarrateError:
            raise
        except Exception as error:
            refused = type(error).__name__ in ("PermissionDeniedError", "UnauthenticatedError")
            status = _STATUS.search(str(error))
            reason = status[1].strip() if status else type(error).__name__
            if _UNREACHED in str(error):
                reason = "no connection"
            remedy = (
                "Check the credentials and their rights."
                if refused or reason.startswith(("401", "403"))
                else "Check the address and the network, then run it again."
            )
            raise PublishError(f"{self.address}/{path} {deed} ({reason}). {remedy}") from None
