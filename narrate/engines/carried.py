"""What eSpeak NG carries from one utterance into the next, found so that it can be put back.

Each utterance must sound as if it was the first, and no call of the library sees to that for what
its source keeps to itself: where the flutter of its pitch is, how many cycles its wave had
(``wavegen.c``), whether a recorded sound came last (``synthesize.c``), the phonemes of its last
clause, beyond whose end it looks (``synthdata.c``), and the other languages in which it has read
words (``translate.c``; without their names it loads them anew). All begin as zeros. Where they are
stands in the symbol table of an ELF library, unless that was stripped; the wheel's for Linux was
not.
"""

import ctypes
import struct
from collections.abc import Iterator
from pathlib import Path

from narrate.runtime.process import mallopt

_ZEROS = (
    "Flutter_ix",
    "cycle_count",
    "wave_flag",
    "phoneme_list",
    "translator2_language",
    "translator3_language",
)
_VERSION = b"1.52"  # whose source this is; another may carry more
_PERTURB = -6  # of GNU's malloc.h: what is allocated holds the complement of this
_KNOWN = "espeak_Synth"  # the place of one that the loader tells, too, gives those of all
# ELF-64: its mark with the byte order, where the header says what of the sections, and one's kind.
_MARK, _START, _SIZE_AND_COUNT, _SYMBOLS = b"\x7fELF\x02\x01", 0x28, 0x3A, 2

Memory = list["ctypes.Array[ctypes.c_char]"]


def allocate_zeros() -> None:
    """Have the system's C library give zeros, as far as it can: eSpeak NG reads what it never set.

    What it says of words in another language would depend on what that memory held before.
    """
    mallopt(_PERTURB, 0xFF)


def places(library: ctypes.CDLL) -> Memory:
    """Return the memory that is zeros before an utterance; none where its place is not known."""
    library.espeak_Info.restype = ctypes.c_char_p
    if not library.espeak_Info(None).startswith(_VERSION):
        return []
    file, names = Path(library._name), {_KNOWN, *_ZEROS}  # noqa: SLF001 - what it was loaded as
    symbols = list(_symbols(file, names)) if file.is_file() else []
    found = {name: (place, size) for name, place, size in symbols}
    if not len(symbols) == len(found) == len(names):
        return []
    loaded = ctypes.cast(getattr(library, _KNOWN), ctypes.c_void_p).value or 0
    moved = loaded - found[_KNOWN][0]
    return [
        (ctypes.c_char * size).from_address(moved + place)
        for place, size in map(found.__getitem__, _ZEROS)
    ]


def _symbols(path: Path, names: set[str]) -> Iterator[tuple[str, int, int]]:
    """Yield name, place and size of what a file tells of names; a local one has no number here."""
    file, begun = path.read_bytes(), tuple(name.encode() for name in names)
    if not file.startswith(_MARK):
        return
    [start] = struct.unpack_from("<Q", file, _START)
    size, count = struct.unpack_from("<HH", file, _SIZE_AND_COUNT)
    sections = [struct.unpack_from("<IIQQQQIIQQ", file, start + size * n) for n in range(count)]
    for _, kind, _, _, at, length, of_names, *_ in sections:
        if kind == _SYMBOLS:
            text, table = sections[of_names][4], file[at : at + length]
            for start, _, _, _, place, extent in struct.iter_unpack("<IBBHQQ", table):
                if not file.startswith(begun, text + start):
                    continue
                whole = file[text + start : file.index(b"\0", text + start)]
                name = whole.decode().partition(".")[0]
                if name in names:
                    yield name, place, extent
