"""Data, mail, XML that is no page and source code are never read aloud."""

from collections.abc import Callable

import pytest

from narrate.errors import SourceError
from narrate.source import Reading

ReadFile = Callable[..., Reading]
CODE = """import re

WORD = re.compile("a")


def count(text):
    words = WORD.findall(text)
    return len(words)


def main():
    print(count("a tower"))
    for line in open("tower.txt"):
        print(line)
"""
SCRIPT = """const tower = document.querySelector("#tower");
function light(on) {
  tower.classList.toggle("lit", on);
  if (on) {
    console.log("the tower is lit");
  }
}
light(true);
"""
MAIL = """From: Ann Lee <ann@example.org>
To: desk@example.org
Subject: The tower
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The tower is dark.
"""
ARCHIVE = MAIL.replace("text/plain; charset=utf-8", 'multipart/related; boundary="x"')


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"title": "The tower", "body": "It is dark."}', "JSON"),
        ('[{"title": "The tower"}, {"title": "The pier"}]', "JSON"),
        ('["The tower", "The pier"]', "JSON"),
        ('{"title": "One"}\n{"title": "Two"}\n', "JSON"),
        ('\n {"title": "The tower", "body": "It is', "JSON"),
        (MAIL, "an e-mail"),
        (ARCHIVE, "a web archive"),
        ("From ann@example.org Mon May  4\n" + MAIL, "an e-mail"),
        ('<?xml version="1.0"?>\n<nitf><body><p>The tower is dark.</p></body></nitf>', "XML"),
        ("<!-- a --><news:item xmlns:news='x'>The tower.</news:item>", "XML"),
        ('<svg xmlns="x"><text>The tower</text></svg>', "XML"),
        (CODE, "source code"),
        (SCRIPT, "source code"),
        ("<?php echo 'The tower'; ?>", "source code"),
        ("#!/bin/sh\necho The tower\n", "source code"),
    ],
)
@pytest.mark.parametrize("name", ["story.txt", "story.md", "story", "story.news"])
def test_a_kind_is_named_whatever_the_file_is_called(
    read_file: ReadFile, content: str, kind: str, name: str
) -> None:
    with pytest.raises(SourceError, match=rf"{name} is {kind}.*\. narrate reads text"):
        read_file(content, name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("story.json", "JSON"),
        ("story.EML", "an e-mail"),
        ("story.mhtml", "a web archive"),
        ("story.xml", "XML, but no page"),
        ("story.py", "source code"),
        ("story.css", "source code"),
        ("story.csv", "a table of data"),
        ("story.yaml", "a file of settings"),
    ],
)
def test_a_kind_is_named_by_its_file_name(read_file: ReadFile, name: str, kind: str) -> None:
    with pytest.raises(SourceError, match=rf"{name} is {kind}"):
        read_file("The tower is dark.", name)


@pytest.mark.parametrize(
    "content",
    [
        "{The tower is dark.} So she wrote.",
        "[1] The tower is dark. [2] So is the pier.",
        "From: Ann Lee\nTo: the desk\nSubject: the tower\n\nIt is dark.",
        "<The tower is dark> he wrote, and meant it.",
        "<3 the tower, says a wall.",
        "The tower is dark;\nthe pier is long;\nthe sea is near;\nwe are in;\nthe town is;\nso.",
        "Let us go.\nLet them stay.\nFor the tower is dark.\nIf it rains,\nwe walk.\nReturn!\n",
    ],
)
@pytest.mark.parametrize("name", ["story.txt", "story"])
def test_prose_is_no_such_kind(read_file: ReadFile, content: str, name: str) -> None:
    assert read_file(content, name).article.blocks


def test_a_page_under_another_name_is_a_page(outline: Callable[..., list[str]]) -> None:
    page = "<!DOCTYPE html><html lang=en><body><h1>The tower</h1><p>It is dark.</p></body></html>"
    for name in ("story.txt", "story.md", "story.xml", "story"):
        assert outline(page, name) == ["# The tower", "¶ It is dark."]
    assert outline("<ul><li>It is dark.</li></ul>", "story") == ["- It is dark."]
