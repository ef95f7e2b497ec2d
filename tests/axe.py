"""The rules of axe-core, from npm: newer than PyPI's."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_AXE = [
    script
    for folder in os.get_exec_path()
    if folder.endswith("node_modules/.bin")
    and (script := Path(folder).parent / "axe-core" / "axe.min.js").exists()
]


def violations(page: Page, selector: str) -> list[str]:
    """Return the rules that a part of a page breaks."""
    if not _AXE:
        pytest.skip("axe-core is missing: npm install axe-core")
    page.evaluate(f"() => {{ {_AXE[0].read_text('utf-8')} }}")
    run = f"axe.run({json.dumps(selector)}, {json.dumps(_RULES)})"
    broken_rules = page.evaluate(f"{run}.then(result => result.violations)")
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in broken_rules]
