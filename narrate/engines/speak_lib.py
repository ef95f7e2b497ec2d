"""The C interface of eSpeak NG: its structures as in ``speak_lib.h``, and its start."""

import ctypes
import sys
from contextlib import suppress

from narrate.engines import library
from narrate.errors import EngineError

_SYNCHRONOUS = 2
_BUFFER_MS = 0  # the library chooses
_DONT_EXIT = 0x8000  # return a failure; do not end the process
_PERTURB = -6  # M_PERTURB of GNU's malloc.h: new memory holds the complement of the value


class Event(ctypes.Structure):
    """A word or another event, with its place in the audio."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class VoiceRecord(ctypes.Structure):
    """A voice as the library describes it."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


def fill_new_memory() -> None:
    """Fill new memory with zeros: the library reads some that it never set (GNU's malloc only)."""
    if sys.platform.startswith("linux"):
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_PERTURB, 0xFF)


def initialized() -> tuple[ctypes.CDLL, int]:
    """Return the library, initialized, and its sample rate in Hz; EngineError without it."""
    lib = library.load()
    if lib is None:
        raise EngineError(f"The eSpeak NG library cannot be loaded. {library.remedy()}")
    rate_hz = lib.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, None, _DONT_EXIT)
    if rate_hz <= 0:
        raise EngineError(f"eSpeak NG cannot find its data. {library.remedy()}")
    return lib, rate_hz
