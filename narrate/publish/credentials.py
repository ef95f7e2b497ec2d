"""Content credentials (C2PA): who made a file and how, signed, so that a changed byte is seen.

Signing comes last, since a tag written later breaks the signature, and it fails closed: a file
that was to be signed and is not is never published.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from narrate.errors import PublishError, UsageError
from narrate.model import Narration, Signing
from narrate.runtime.packages import install_command, own_version

SIDECAR: Final = ".c2pa"
_TYPES: Final = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".opus": "audio/ogg",
}
_BESIDE: Final = (".opus",)  # Ogg has no place for a manifest
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PEM = "-----BEGIN"
_OFFLINE: Final = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_UNTRUSTED = "signingCredential.untrusted"
_Result = TypeVar("_Result")


class SignatureState(NamedTuple):
    """The content of a file's credentials, and whether they hold.

    ``state`` is "none", "invalid", "valid" (whole, but of a signer that nobody vouched for) or
    "trusted" (whole, by a root that was given); ``failures`` are C2PA's codes.
    """

    state: str
    issuer: str = ""
    title: str = ""
    source_type: str = ""
    time: str = ""
    failures: tuple[str, ...] = ()


def signer(signing: Signing) -> Callable[[Path, Narration], None]:
    """Return a function that signs a finished file, or beside it where its format has no room.

    Errors: UsageError at once where key or chain cannot be read, PublishError where the extra is
    missing; when signing, PublishError.
    """
    if not signing.key and not signing.chain:
        return lambda _audio, _narration: None
    if not signing.key or not signing.chain:
        raise UsageError(
            "Only one of credentials_key and credentials_chain is set. Set both, or neither."
        )
    _library()
    key, chain = _pem(signing.key, "key"), _pem(signing.chain, "chain")
    # None and not b"" where there is no authority: that is an address, too.
    authority = signing.timestamps.encode() or None

    def sign(audio: Path, narration: Narration) -> None:
        manifest, signed_audio = _guarded(
            lambda: _signed(audio, narration, key, chain, authority),
            f"{audio.name} could not be signed, and was not published",
        )
        if audio.suffix in _BESIDE:
            audio.with_suffix(SIDECAR).write_bytes(manifest)
        else:
            audio.write_bytes(signed_audio)
        if (credentials := state(audio)).state != "valid":
            failures = ", ".join(credentials.failures)
            raise PublishError(
                f"{audio.name} was signed and does not verify ({failures}); it was not published. "
                "Check the chain: the signer's own certificate comes first."
            )

    return sign


def _signed(
    audio: Path, narration: Narration, key: bytes, chain: bytes, authority: bytes | None
) -> tuple[bytes, bytes]:
    """Return the signed manifest, and the file with it where its format has room."""
    c2pa = _library()
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=key, ta_url=authority)
    builder = c2pa.Builder(_claim(narration))
    if audio.suffix in _BESIDE:
        builder.set_no_embed()
    into = io.BytesIO()
    with audio.open("rb") as source:
        manifest = builder.sign(c2pa.Signer.from_info(info), _TYPES[audio.suffix], source, into)
    return manifest, into.getvalue()


def state(audio: Path, root: str = "") -> SignatureState:
    """Return the state of the credentials in a file, or in the sidecar beside it.

    ``root`` is PEM, or a file with it, of whom to trust; without one nobody is. PublishError where
    the credentials extra is missing.
    """
    c2pa = _library()
    settings: dict[str, Any] = dict(_OFFLINE)
    if root:
        settings["trust"] = {"user_anchors": _pem(root, "root").decode()}
    sidecar = audio.with_suffix(SIDECAR)
    sidecar_data = sidecar.read_bytes() if sidecar.exists() else None
    kind = _TYPES.get(audio.suffix, "")

    def read() -> SignatureState:
        context = c2pa.Context.from_dict(settings)
        with audio.open("rb") as stream:
            reader = c2pa.Reader.try_create(kind, stream, sidecar_data, context)
            return (
                SignatureState("none") if reader is None else _reported(json.loads(reader.json()))
            )

    if audio.suffix in _BESIDE and sidecar_data is None:
        return SignatureState("none")
    try:
        return _guarded(read, f"The credentials of {audio.name} cannot be read")
    except PublishError as error:
        return SignatureState("invalid", failures=(str(error),))


def _library() -> Any:
    try:
        import c2pa
    except ImportError as error:
        raise PublishError(
            "Content credentials need a package that is not installed: "
            f"{install_command('credentials')}"
        ) from error
    return c2pa


def _guarded(work: Callable[[], _Result], what: str) -> _Result:
    """Return the result of work with the library; PublishError where it fails."""
    try:
        return work()
    except _library().C2paError as error:
        raise PublishError(f"{what}: {error}. Check key, chain and timestamp authority.") from error


def _pem(pem: str, name: str) -> bytes:
    """Return PEM as it was given, or from the file of that name."""
    if pem.lstrip().startswith(_PEM):
        return pem.encode()
    try:
        return Path(pem).read_bytes()
    except OSError as error:
        raise UsageError(
            f"The {name} {pem} cannot be read: {error.strerror or error}. "
            "Name a PEM file, or give the PEM itself."
        ) from error


def _claim(narration: Narration) -> dict[str, Any]:
    """Return the claim to be signed: that narrate created the sound, and how."""
    agent = {"name": "narrate", "version": own_version()}
    created = {
        "action": "c2pa.created",
        "digitalSourceType": _SOURCE_TYPES + narration.source_type,
        "softwareAgent": agent,
        "description": narration.disclosure,
    }
    return {
        "claim_generator_info": [agent],
        "title": narration.article.title,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def _reported(store: dict[str, Any]) -> SignatureState:
    """Return the state of a manifest store as the library reports it."""
    active = store.get("manifests", {}).get(store.get("active_manifest"), {})
    results = store.get("validation_results", {}).get("activeManifest", {})
    failures = tuple(failure["code"] for failure in results.get("failure", ()))
    signature = active.get("signature_info", {})
    actions = [
        action
        for assertion in active.get("assertions", ())
        if assertion.get("label", "").startswith("c2pa.actions")
        for action in assertion["data"].get("actions", ())
    ]
    return SignatureState(
        state=str(store.get("validation_state", "invalid")).lower(),
        issuer=str(signature.get("issuer", "")),
        title=str(active.get("title", "")),
        source_type=next((a["digitalSourceType"] for a in actions if "digitalSourceType" in a), ""),
        time=str(signature.get("time", "")),
        failures=tuple(code for code in failures if code != _UNTRUSTED),
    )
