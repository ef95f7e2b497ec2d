"""A real WordPress with the plugin: served by PHP, its data in SQLite, its cron by loopback."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from browsers import connection, process
from command import COMMAND, Cli
from loopback import free_port

PLUGIN = Path(__file__).parent.parent / "deploy" / "wordpress" / "narrate"
PASSWORD = "a long word of the editor"  # noqa: S105 - of a site that lives for a minute
WAIT_S = 120  # more than WordPress's cron waits for a lock
_CONFIG = """<?php
define( 'DB_NAME', 'narrate' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '{url}' );
define( 'WP_SITEURL', '{url}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', '{folder}/debug.log' );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_CRON_LOCK_TIMEOUT', 5 );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'CONCATENATE_SCRIPTS', false );
define( 'NARRATE_COMMAND', '{command}' );
define( 'NARRATE_FOLDER', '{desk}' );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{
	define( 'ABSPATH', __DIR__ . '/' );
}}
require_once ABSPATH . 'wp-settings.php';
"""
_SET_UP = """
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
update_option( 'narrate', array( 'voice' => 'tone' ) );
$error = activate_plugin( 'narrate/narrate.php' );
assert( null === $error );
wp_delete_post( 1, true );
$GLOBALS['wp_rewrite']->flush_rules();
echo WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'tests' ) )[0];
"""


class WordPress:
    """A site; ``http`` is a client of an editor, ``visitor`` one without a login."""

    def __init__(self, folder: Path, url: str, environment: dict[str, str]) -> None:
        self.folder, self.url, self._environment = folder, url, environment
        self.visitor = httpx.Client(
            base_url=url, timeout=WAIT_S, trust_env=False, follow_redirects=True
        )
        self._install()
        word = self.php(_SET_UP)
        self.http = httpx.Client(
            base_url=url, auth=("editor", word), timeout=WAIT_S, trust_env=False
        )

    def _install(self) -> None:
        form = {
            "weblog_title": "Riverton",
            "user_name": "editor",
            "admin_password": PASSWORD,
            "admin_password2": PASSWORD,
            "admin_email": "editor@riverton.example",
        }
        answer = self.visitor.post("/wp-admin/install.php", params={"step": "2"}, data=form)
        assert "Success" in answer.text, answer.text

    def php(self, script: str, argument: str = "") -> str:
        """Return the output of a script that runs in the site."""
        load = f"require '{self.folder}/wp-load.php';"
        program = f"$_SERVER['HTTP_HOST'] = '';\n{load}\n$argument = $argv[1];\n{script}"
        result = subprocess.run(
            [shutil.which("php") or "php", "-d", "zend.assertions=1", "-r", program, argument],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def post(self, **members: Any) -> int:
        """Publish a post by the REST API; return its number."""
        answer = self.http.post("/wp-json/wp/v2/posts", json={"status": "publish", **members})
        assert answer.status_code == 201, answer.text
        number: int = answer.json()["id"]
        return number

    def change(self, post: int, **members: Any) -> None:
        answer = self.http.post(f"/wp-json/wp/v2/posts/{post}", json=members)
        assert answer.status_code == 200, answer.text

    def page(self, post: int) -> str:
        """Return the page of a post as a visitor gets it."""
        return self.visitor.get("/", params={"p": post}).text

    def state(self, post: int) -> dict[str, Any]:
        answer = self.http.get(f"/wp-json/narrate/v1/posts/{post}")
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def ends(self, post: int, state: str = "published") -> dict[str, Any]:
        """Wait until the narration of a post is in a state, and return it."""
        end = time.monotonic() + WAIT_S
        while (shown := self.state(post))["state"] != state:
            assert time.monotonic() < end, (shown, self.log)
            time.sleep(0.3)
        return shown

    def narration(self, post: int) -> Path:
        """Return the folder of a post's narration."""
        return self.folder / "wp-content" / "uploads" / "narrate" / str(post)

    def manifest(self, post: int) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.narration(post) / "narrate.json").read_bytes())
        return manifest

    def settings(self, **values: str) -> None:
        """Change settings of the plugin, whose form needs a browser."""
        change = "json_decode( $argument, true ) + get_option( 'narrate', array() )"
        self.php(f"update_option( 'narrate', {change} );", json.dumps(values))

    @property
    def log(self) -> str:
        """What PHP complained of, in the plugin or elsewhere."""
        path = self.folder / "debug.log"
        lines = path.read_text().splitlines(keepends=True) if path.exists() else []
        return "".join(line for line in lines if "WordPress.org" not in line)  # nobody answers it


@contextmanager
def wordpress(folder: Path) -> Iterator[WordPress]:
    """Install WordPress in a folder with the plugin, and serve it."""
    source = os.environ.get("TEST_WORDPRESS")
    if not source or shutil.which("php") is None:
        pytest.skip("WordPress is missing: export TEST_WORDPRESS=$(.ci/wordpress)")
    site, port = folder / "site", free_port()
    shutil.copytree(source, site)
    shutil.copytree(PLUGIN, site / "wp-content" / "plugins" / "narrate")
    url = f"http://127.0.0.1:{port}"
    desk = folder / "desk"  # the folder of narrate.toml
    desk.mkdir()
    (desk / "narrate.toml").write_text('hide = ["share"]\n')
    config = _CONFIG.format(url=url, folder=site, command=COMMAND, desk=desk)
    (site / "wp-config.php").write_text(config)
    environment = Cli(folder).environment | {"PHP_CLI_SERVER_WORKERS": "4"}
    serve = ("php", "-S", f"127.0.0.1:{port}", "-t", str(site))
    with process(*serve, **environment):
        connection(port).close()
        running = WordPress(site, url, environment)
        with closing(running.http), closing(running.visitor):
            yield running
