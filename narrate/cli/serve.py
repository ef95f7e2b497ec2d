"""narrate serve: the service, and the tokens of those who may call it."""

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output as results
from narrate.errors import UsageError

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.service.store import Store

EXAMPLES = {
    "token new": "narrate serve token new cms --scope write",
    "token list": "narrate serve token list",
    "token revoke": "narrate serve token revoke cms",
}
_NEEDED = ("starlette", "uvicorn", "jinja2", "standardwebhooks")

app = typer.Typer(
    name="serve",
    help="Serve the API and the studio, for content systems and editors.",
    invoke_without_command=True,
    rich_markup_mode=None,
    epilog="Example: narrate serve --port 8300 -o output",
)
token = typer.Typer(
    name="token",
    help="Keep the tokens of those who may call the service.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(token)


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where to listen; else this machine only.")
    ] = None,
    port: Annotated[int | None, typer.Option(metavar="NUMBER", help="By default 8300.")] = None,
    output: options.Folder = "",
    private: options.Private = False,
    cluster: options.Cluster = None,
    json_: options.Json = False,
) -> None:
    """Serve the API and the studio until it is told to end.

    Everything else stands in the table [serve] of narrate.toml. On an address that other machines
    reach, the service asks for tokens.
    """
    if context.invoked_subcommand:
        return
    _require_packages()
    from narrate.service.server import run

    settings = _settings(output, cluster)
    serve = settings.serve
    serve = replace(
        serve,
        host=host or serve.host,
        port=serve.port if port is None else port,
        private=private or serve.private,
    )

    def tell(address: str) -> None:
        if json_:
            results.line({"address": address})
        else:
            print(f"narrate serves {address}\nEditors open {address}/studio", flush=True)

    run(replace(settings, serve=serve), tell)


Name = Annotated[str, typer.Argument(metavar="NAME", help="Who has the token.")]


@token.command("new", epilog=f"Example: {EXAMPLES['token new']}")
def new(
    name: Name,
    scope: Annotated[str, typer.Option(metavar="SCOPE", help="read, write or admin.")] = "write",
    output: options.Folder = "",
    json_: options.Json = False,
) -> None:
    """Make a token, and print it: it is shown this once, and only its hash is kept."""
    from narrate.service import tokens

    store = _store(output)
    try:
        created = tokens.create(store, name, scope)
    finally:
        store.close()
    if json_:
        results.document({"name": name, "scope": scope, "token": created})
    else:
        print(created)


@token.command("list", epilog=f"Example: {EXAMPLES['token list']}")
def list_(output: options.Folder = "", json_: options.Json = False) -> None:
    """List the tokens: name, scope, when made and when last used."""
    from narrate.service.core import moment

    store = _store(output)
    rows = [
        {
            "name": row["name"],
            "scope": row["scope"],
            "created": moment(row["created"]),
            "used": moment(row["used"]) if row["used"] else None,
        }
        for row in store.rows("SELECT * FROM tokens ORDER BY name")
    ]
    store.close()
    if json_:
        results.document(rows)
        return
    for row in rows:
        used = row["used"] or "never used"
        print(f"{row['name']:24}  {row['scope']:5}  {row['created']}  {used}")


@token.command("revoke", epilog=f"Example: {EXAMPLES['token revoke']}")
def revoke(name: Name, output: options.Folder = "", json_: options.Json = False) -> None:
    """Delete a token: from now on it opens nothing."""
    from narrate.service import tokens

    store = _store(output)
    try:
        tokens.revoke(store, name)
    finally:
        store.close()
    if json_:
        results.document({"revoked": name})


def _settings(output: str, cluster: str | None = None) -> "Settings":
    settings = options.settings(cluster=cluster)
    return replace(settings, output=output or settings.output)


def _store(output: str) -> "Store":
    _require_packages()
    from narrate.service.core import open_store

    return open_store(_settings(output))


def _require_packages() -> None:
    """Raise UsageError where the packages of the extra are missing."""
    from narrate.runtime.packages import install_command

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"The service needs {', '.join(missing)}. Install them: {install_command('serve')}"
        )
