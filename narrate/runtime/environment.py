"""The environment of the programs that narrate starts: only the variables that they need.

A newsroom's environment holds secrets: the signing key, passwords of databases, tokens of clouds.
An engine, its libraries and a recognizer are other people's programs and inherit none of them.
"""

import os
import re
from collections.abc import Iterable

_NAMES = {
    # where programs, homes and temporary files are
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "TMPDIR", "TMP", "TEMP", "TZ", "TERM",
    # the same on Windows and macOS
    "APPDATA", "LOCALAPPDATA", "USERPROFILE", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC",
    "PATHEXT", "PROGRAMDATA", "PROGRAMFILES", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
    # speech and sound
    "ESPEAK_DATA_PATH", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS",
    # certificates of servers
    "SSL_CERT_FILE", "SSL_CERT_DIR", "VIRTUAL_ENV",
}  # fmt: skip
_PREFIXES = (
    "LANG", "LC_", "XDG_", "PYTHON", "LD_", "DYLD_", "OMP_", "MKL_", "OPENBLAS_", "KMP_", "MALLOC_",
    "CUDA_", "NVIDIA_", "ROCR_", "HIP_", "HSA_", "ORT_", "GOMP_", "PULSE_", "ALSA_", "HF_",
)  # fmt: skip
_PROXIES = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH")


def reduced(program: str, names: Iterable[str] = (), *, proxies: bool = False) -> dict[str, str]:
    """Return the environment for a program: the usual variables, its own, and those of ``names``.

    Its own begin with its name, as ``FESTIVAL_`` for ``festival``. ``proxies`` adds the addresses
    of proxies, which may hold a password. narrate's own settings are never passed on.
    """
    extra = {name.upper() for name in names} | (_PROXIES if proxies else set())
    own_prefix = re.sub(r"\W", "_", program).upper() + "_"

    def is_needed(name: str) -> bool:
        if name.startswith("NARRATE_"):
            return False
        usual = name.startswith(_PREFIXES) and not _SECRET.search(name)
        return usual or name in _NAMES or name in extra or name.startswith(own_prefix)

    return {name: text for name, text in os.environ.items() if is_needed(name.upper())}
