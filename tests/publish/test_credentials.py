"""Content credentials: real signatures over real files, verified, and lost to a changed byte."""

import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import meter
import pytest
from command import STORY, Cli, manifest_in
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from time_authority import answering

from narrate import pipeline
from narrate.audio import tags
from narrate.audio.encode import EXTENSIONS
from narrate.check import check
from narrate.cli.keys import EXAMPLES
from narrate.config import Settings
from narrate.errors import PublishError
from narrate.model import Article, Block, Kind
from narrate.publish import Target, credentials
from narrate.publish.chain import test_chain as fresh_chain

SETTINGS = """\
credentials_key = "keys/narrate-TEST-key.pem"
credentials_chain = "keys/narrate-TEST-chain.pem"
"""
NAMES = ("narrate-TEST-key.pem", "narrate-TEST-chain.pem", "narrate-TEST-root.pem")


@pytest.fixture(scope="module")
def keys() -> dict[str, bytes]:
    return fresh_chain()


@pytest.fixture
def signing(cli: Cli, keys: dict[str, bytes]) -> Cli:
    """Return a command whose settings sign with a test chain."""
    return prepared(cli, keys)


def prepared(cli: Cli, keys: dict[str, bytes]) -> Cli:
    for name, pem in keys.items():
        cli.write(f"keys/{name}", pem)
    cli.write("narrate.toml", SETTINGS)
    cli.write("story.md", STORY)
    return cli


@pytest.fixture(scope="module", params=EXTENSIONS)
def signed(
    request: pytest.FixtureRequest,
    keys: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return a signed file of each format."""
    return signed_file(prepared(Cli(tmp_path_factory.mktemp("signed")), keys), request.param)


def signed_file(cli: Cli, extension: str = ".mp3") -> Path:
    return cli.narrate("story.md", f"made{extension}")


def test_a_signed_file_plays_is_tagged_and_trusted_by_its_root(
    signed: Path, keys: dict[str, bytes]
) -> None:
    state = credentials.state(signed, keys[NAMES[2]].decode())
    assert (state.state, state.failures) == ("trusted", ())
    assert state.issuer == "narrate TEST"
    assert state.title == "The harbor opens"
    assert state.source_type.endswith("/algorithmicMedia")
    assert credentials.state(signed).state == "valid"
    assert len(meter.decoded(signed)[0]) > 22_050
    found = tags.read(signed)
    assert found["disclosure"] == "This audio is created with AI assistance"
    assert [title for title, _ in found["chapters"]] == ["The harbor opens", "What comes next"]
    assert signed.with_suffix(".c2pa").exists() is (signed.suffix == ".opus")


def test_a_changed_byte_is_seen(signed: Path, tmp_path: Path) -> None:
    data = bytearray(signed.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path = tmp_path / signed.name
    path.write_bytes(data)
    if signed.suffix == ".opus":
        shutil.copy(signed.with_suffix(".c2pa"), tmp_path)
    state = credentials.state(path)
    assert state.state == "invalid"
    assert "assertion.dataHash.mismatch" in state.failures
    [found] = check(str(path), Settings()).values()
    [said] = [each.problem for each in found if each.carrier == "credentials"]
    assert said == "they do not hold: assertion.dataHash.mismatch"


def test_a_changed_tag_is_seen(signing: Cli) -> None:
    import mutagen

    path = signed_file(signing)
    file = mutagen.File(path)
    file.tags.getall("TIT2")[0].text = ["Another"]
    file.save()
    assert credentials.state(path).state == "invalid"


def test_who_is_not_under_the_root_is_not_trusted(signing: Cli) -> None:
    path = signed_file(signing)
    signing("keys", "new", "--test", "-o", "others")
    other = f"others/{NAMES[2]}"
    done = signing("check", path.name, "--root", other, code=1)
    assert b"the root that was given does not vouch for the signer" in done.stdout
    assert (
        b"trusted, signed by narrate TEST"
        in signing("check", "-v", path.name, "--root", f"keys/{NAMES[2]}").stdout
    )


def test_a_folder_holds_the_sidecar_under_the_audio_s_name(signing: Cli) -> None:
    signing("make", "story.md", "--voice", "tone", environment={"NARRATE_FORMAT": "opus"})
    about = manifest_in(signing.folder / "output/story")["files"]
    assert about["credentials"]["name"] == Path(about["audio"]["name"]).stem + ".c2pa"
    assert b"trusted" in signing("check", "-v", "output", "--root", f"keys/{NAMES[2]}").stdout
    (signing.folder / "output/story" / about["credentials"]["name"]).unlink()
    assert b"it is missing" in signing("check", "output", code=1).stdout


def test_a_signed_narration_has_two_machine_readable_layers(signing: Cli) -> None:
    signing("make", "story.md", "--voice", "tone")
    [findings] = check(str(signing.folder / "output"), Settings()).values()
    [layers] = [finding.holds for finding in findings if finding.carrier == "layers"]
    assert layers.startswith("two: ")


def test_a_corrected_narration_is_signed_anew(signing: Cli) -> None:
    for text in (STORY, STORY.replace("12 ships", "13 ships")):
        signing.write("story.md", text)
        signing("make", "story.md", "--voice", "tone")
        assert b"trusted" in signing("check", "-v", "output", "--root", f"keys/{NAMES[2]}").stdout


def test_key_and_chain_may_stand_in_the_environment(cli: Cli) -> None:
    pem = fresh_chain()
    cli.write("story.md", STORY)
    cli.write("root.pem", pem[NAMES[2]])
    environment = {
        "NARRATE_CREDENTIALS_KEY": pem[NAMES[0]].decode(),
        "NARRATE_CREDENTIALS_CHAIN": pem[NAMES[1]].decode(),
    }
    cli("make", "story.md", "--voice", "tone", "-o", "a.mp3", environment=environment)
    assert credentials.state(cli.folder / "a.mp3", str(cli.folder / "root.pem")).state == "trusted"


def test_an_authority_vouches_for_the_time(signing: Cli) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("There is no openssl, which is the authority, here; CI has it.")
    with answering(signing.folder / "authority") as address:
        environment = {"NARRATE_CREDENTIALS_TIMESTAMPS": address}
        signing("make", "story.md", "--voice", "tone", "-o", "a.mp3", environment=environment)
    state = credentials.state(signing.folder / "a.mp3", str(signing.folder / "keys" / NAMES[2]))
    assert state.state == "trusted"
    stamped = datetime.fromisoformat(state.time)
    assert abs(datetime.now(UTC) - stamped) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("environment", "code", "said"),
    [
        ({"NARRATE_CREDENTIALS_CHAIN": ""}, 2, b"Set both, or neither."),
        ({"NARRATE_CREDENTIALS_KEY": "gone.pem"}, 2, b"The key gone.pem cannot be read"),
        ({"NARRATE_CREDENTIALS_KEY": f"keys/{NAMES[1]}"}, 1, b"could not be signed"),
        ({"NARRATE_CREDENTIALS_CHAIN": f"others/{NAMES[1]}"}, 1, b"not published"),
        ({"NARRATE_CREDENTIALS_TIMESTAMPS": "http://127.0.0.1:9/"}, 1, b"could not be signed"),
    ],
    ids=["half", "no key", "no key in it", "another's chain", "no authority"],
)
def test_what_cannot_be_signed_is_not_published(
    signing: Cli, environment: dict[str, str], code: int, said: bytes
) -> None:
    for name, pem in fresh_chain().items():
        signing.write(f"others/{name}", pem)
    signed_file = ("make", "story.md", "--voice", "tone")
    assert said in signing(*signed_file, environment=environment, code=code).stderr
    assert not (signing.folder / "output").exists()


def test_a_signature_that_does_not_verify_is_not_published(
    tmp_path: Path, keys: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign = credentials._signed  # noqa: SLF001 - a byte of its result is to change

    def damaged(audio: Path, *arguments: object) -> tuple[bytes, bytes]:
        manifest, signed_audio = sign(audio, *arguments)
        return manifest, signed_audio[:-200] + bytes([signed_audio[-200] ^ 1]) + signed_audio[-199:]

    monkeypatch.setattr(credentials, "_signed", damaged)
    key, chain = (keys[name].decode() for name in NAMES[:2])
    settings = Settings(voice="tone", credentials_key=key, credentials_chain=chain)
    block = Block(Kind.PARAGRAPH, "All is well.")
    article = Article("id", "Title", "en", (block,))
    with pytest.raises(PublishError, match=r"was signed and does not verify \(.*not published"):
        pipeline.make(article, Target(tmp_path / "made", "story"), settings)
    assert not (tmp_path / "made").exists()


def test_an_unsigned_file_has_none_which_is_wrong_only_where_it_is_to_be_signed(cli: Cli) -> None:
    cli.write("story.md", STORY)
    path = signed_file(cli)
    assert credentials.state(path).state == "none"
    assert b"credentials      none" in cli("check", "-v", path.name).stdout
    cli.write("narrate.toml", SETTINGS)
    assert b"the file is to be signed" in cli("check", path.name, code=1).stdout


def test_damaged_credentials_are_invalid(signing: Cli) -> None:
    path = signed_file(signing, ".opus")
    path.with_suffix(".c2pa").write_bytes(b"nothing of the kind")
    assert credentials.state(path).state == "invalid"


def test_a_test_chain_says_that_it_is_one_and_is_what_c2pa_asks() -> None:
    pem = fresh_chain()
    signer, authority = x509.load_pem_x509_certificates(pem[NAMES[1]])
    for certificate in (signer, authority):
        assert "TEST" in certificate.subject.rfc4514_string()
        assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    signer.verify_directly_issued_by(authority)
    usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    assert not signer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_keys_are_ours_alone_and_never_overwritten(cli: Cli) -> None:
    assert cli(*EXAMPLES["new"].split()[1:]).stdout.decode() == SETTINGS
    key = cli.folder / "keys" / NAMES[0]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert b"never overwritten" in cli("keys", "new", "--test", "-o", "keys", code=1).stderr
    assert key.read_bytes() == before


def test_only_test_keys_are_made(cli: Cli) -> None:
    assert b"give --test" in cli("keys", "new", code=2).stderr


def test_help_ends_with_the_example(cli: Cli) -> None:
    shown = " ".join(cli("keys", "new", "--help").stdout.decode().split())
    assert shown.endswith(f"Example: {EXAMPLES['new']}")


def test_without_the_extra_signing_says_what_to_install(cli: Cli) -> None:
    cli.write("story.md", STORY)
    cli.write("narrate.toml", SETTINGS)
    code = "import sys; sys.modules['c2pa'] = None; from narrate.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "make", "story.md", "--voice", "tone"],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"-m pip install 'c2pa-python" in done.stderr
    assert not (cli.folder / "output").exists()
