"""The rules of axe-core, from npm: newer than PyPI's."""

import json
import os
from pathlib import Path

import pytest
from browsers import Driver, until
from playwright.sync_api import Page

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_AXE = [
    script
    for folder in os.get_exec_path()
    if folder.endswith("node_modules/.bin")
    and (script := Path(folder).parent / "axe-core" / "axe.min.js").exists()
]


def loaded(driver: Driver) -> None:
    """Put the rules into a page of any browser; skip the test where they are missing."""
    if not _AXE:
        pytest.skip("axe-core is missing: npm install axe-core")
    driver.run(_AXE[0].read_text("utf-8"))


def broken(driver: Driver, selector: str) -> list[str]:
    """Return the rules that a part of a page breaks, once ``loaded`` has put the rules into it."""
    driver.run(
        """
        const [selector, rules] = arguments;
        window.broken = null;
        axe.run(selector, rules).then(
          ({ violations }) => {
            window.broken = violations.map(rule => `${rule.id}: ${rule.nodes[0].html}`);
          },
          error => { window.broken = [`${error}`]; });
        """,
        selector,
        _RULES,
    )
    until(driver, "!!window.broken")
    rules: list[str] = driver.run("return window.broken")
    return rules


def violations(page: Page, selector: str) -> list[str]:
    """Return the rules that a part of a page breaks."""
    if not _AXE:
        pytest.skip("axe-core is missing: npm install axe-core")
    page.evaluate(f"() => {{ {_AXE[0].read_text('utf-8')} }}")
    run = f"axe.run({json.dumps(selector)}, {json.dumps(_RULES)})"
    broken_rules = page.evaluate(f"{run}.then(result => result.violations)")
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in broken_rules]
