"""Read the files inside an office document or a book (ZIP), each up to a limit."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from narrate.errors import SourceError

MAGIC = b"PK\x03\x04"
_MOST_FILES = 10_000
_LARGEST_MB = 20
_MOST_BYTES = _LARGEST_MB * 1_000_000
_KINDS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/epub+zip": "epub",
}


class Package:
    """The files of a ZIP archive; together they unpack to 20 MB at most."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive in ``data``; raises SourceError, naming ``name``, if it is damaged."""
        self._name = name
        self._left = _MOST_BYTES
        try:
            self._files = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged() from error
        if len(self._files.filelist) > _MOST_FILES:
            raise SourceError(
                f"{name} packs more than {_MOST_FILES:,} files, which is no article: check it."
            )

    def has(self, path: str) -> bool:
        """Tell whether the archive has a file at ``path``."""
        return path in self._files.NameToInfo

    def read(self, path: str) -> bytes:
        """Return a file's bytes, none where it is missing; raises SourceError past the limit."""
        if not self.has(path):
            return b""
        try:
            if self._files.getinfo(path).compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise self._damaged()
            with self._files.open(path) as file:
                data = file.read(self._left + 1)
        except (
            *(BadZipFile, zlib.error, EOFError, OSError),
            *(ValueError, RuntimeError, NotImplementedError),  # a password, a way of packing
        ) as error:
            raise self._damaged() from error
        self._left -= len(data)
        if self._left < 0:
            raise SourceError(
                f"{self._name} unpacks to more than {_LARGEST_MB} MB of text, which is no article: "
                "check it."
            )
        return data

    def _damaged(self) -> SourceError:
        return SourceError(
            f"{self._name} is damaged or protected by a password: save the document again."
        )


def kind(data: bytes) -> str:
    """Return which document a ZIP archive is: "docx", "odt", "epub"; "" for any other data."""
    if not data.startswith(MAGIC):
        return ""
    try:
        package = Package(data, "")
        if package.has("word/document.xml"):
            return "docx"
        return _KINDS.get(package.read("mimetype").strip(), "")
    except SourceError:
        return ""
