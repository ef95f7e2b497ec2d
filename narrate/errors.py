"""The error tree: every expected failure is a sentence for a person.

NarrateError        1  cannot narrate; the message says what, why and what next
├── UsageError      2  a flag, a setting or a name is wrong
├── SourceError     1  the article cannot be read, or holds nothing to say
│   └── DoubtError  1  it is probably not the article, or not meant for the public: held back
│       └── ListPageError  1  it only leads to other pages; of many it is skipped
├── LexiconError    1  a pronunciation dictionary cannot be read; names line and column
├── EngineError     1  a voice cannot speak; names the sentence
├── AudioError      1  audio cannot be decoded, stitched or encoded
├── PublishError    1  a result cannot be written
│   └── WithdrawnError  1  an article was withdrawn, and stays so
├── BugError        3  an unexpected exception stopped an article; names a traceback file
└── PartlyDone      4  some of many failed

Any other exception that reaches the edge is a bug (exit code 3); an interrupt is 130.
"""

import re
from enum import IntEnum
from typing import ClassVar, Final

# A path that was made of an address has one slash behind the scheme.
_USER: Final = re.compile(r"(?<=[a-z0-9]{2}:)(//?)[^/?#\s]*@", re.IGNORECASE)


class Exit(IntEnum):
    """The exit codes of the command line."""

    DONE = 0
    CANNOT = 1
    USAGE = 2
    BUG = 3
    PARTLY = 4
    INTERRUPTED = 130


class NarrateError(Exception):
    """The root of all errors that narrate expects."""

    exit_code: ClassVar[Exit] = Exit.CANNOT
    article: str = ""  # the name of the article that it cost, where a run knows it


class UsageError(NarrateError):
    """A flag, a setting or a name that the user gave is wrong."""

    exit_code = Exit.USAGE


class SourceError(NarrateError):
    """An article cannot be read, or holds nothing to say."""


class DoubtError(SourceError):
    """A source is held back: it is probably not the article, or not meant for the public.

    The message holds the reason and ends with the option that narrates it all the same, which is
    also in ``option``: ``--anyway`` or ``--drafts``.
    """

    def __init__(self, name: str, reason: str, option: str) -> None:
        """Hold back ``name`` for a reason that reads on from "is held back"."""
        super().__init__(f"{name} is held back {reason}: {option} narrates it.")
        self.reason, self.option = reason, option
        self._name = name

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        """Return the parts by which another process makes the same error."""
        return type(self), (self._name, self.reason, self.option)


class ListPageError(DoubtError):
    """A page only leads to others, such as a home page or an archive; of many it is skipped."""


class LexiconError(NarrateError):
    """A pronunciation dictionary cannot be read; the message names line and column."""


class EngineError(NarrateError):
    """A voice cannot speak; the message names the sentence where there is one."""


class AudioError(NarrateError):
    """Audio cannot be decoded, stitched or encoded."""


class PublishError(NarrateError):
    """A result cannot be written."""


class BugError(NarrateError):
    """An unexpected exception stopped an article; ``__cause__`` is that exception."""

    exit_code = Exit.BUG


class WithdrawnError(PublishError):
    """An article was withdrawn, and is not published again; the message says when and why.

    Of many articles it is no failure.
    """


class PartlyDone(NarrateError):  # noqa: N818 - it reports what was done, too
    """Some of many articles failed; the message counts them."""

    exit_code = Exit.PARTLY


class EngineWarning(UserWarning):
    """What a user should know of an engine that works all the same."""


def without_users(text: str) -> str:
    """Return a text for people; its addresses hold no user and no password.

    >>> without_users("There is no s3://ann:secret@news/audio. Ask a@b.example.")
    'There is no s3://news/audio. Ask a@b.example.'
    """
    return _USER.sub(r"\1", text)
