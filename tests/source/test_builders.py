"""Markdown as site builders write it: what of it is spoken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import SourceError
from narrate.model import Choices, Kind
from narrate.source import Reading, read

Outline = Callable[..., list[str]]
ReadFile = Callable[..., Reading]

TEXT = "The ferry is back on the river."
MATTER = "---\ntitle: The ferry\nauthor: Mila Roe\nsubtitle: It sails at noon\n---\n"


def spoken(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith(("(", "# "))]


LINES = {
    # Seen in no builder's manual: each stood for a fault
    "See [the pier][p] now.\n\n[p]: {{ site.url }}/pier": ["¶ See the pier now."],
    '{{< param "title" >}} sails.': ["¶ The ferry sails."],
    "The [ferry]{.red} sails.": ["¶ The ferry sails."],
    "1. TOC\n{:toc}\n\nIt sails.": ["¶ It sails."],
    "{::comment}\nNot yet\n{:/comment}\n\nIt sails.": ["¶ It sails."],
    ':::note{.wide id="a"}\nIt sails.\n:::': ["¶ It sails."],
    "> [!tip] On Sundays\n> It sails.\n> > [!todo] Late\n> > It rests.": [
        *("¶ On Sundays", "¶ It sails.", "¶ Late", "¶ It rests.")
    ],
    "- [>] Buy a ticket\n- [!] Wait": ["- Buy a ticket", "- Wait"],
    "#ship #ship/ferry\n\nIt sails.": ["¶ It sails."],
    "<details>\n<summary>On Sundays</summary>\n\nIt sails.\n\n</details>": [
        *("¶ On Sundays", "¶ It sails.")
    ],
    "The long time-\nconsuming crossing is over, and the old pre- and\npost-war ferry rests.": [
        "¶ The long time-consuming crossing is over, and the old pre- and post-war ferry rests."
    ],
    "![](a.png)\n/// caption\nThe pier\n///\n\nIt sails.": ["¶ It sails."],
    "/// note | On Sundays\nIt sails.\n///": ["¶ On Sundays", "¶ It sails."],
    # Templates: of Jekyll, Eleventy and Hugo
    "It is [back]({% link _posts/2026-05-04-ferry.md %}) again.": ["¶ It is back again."],
    "It is [back]({{ site.base | append: '/x' }}) again.": ["¶ It is back again."],
    'It is [back]({{< ref "ferry.md" >}}) again.': ["¶ It is back again."],
    "{{ page.title }} sails, by {{ page.author }}.": ["¶ The ferry sails, by Mila Roe."],
    "So it sails at {{ site.time | date: '%H' }} again.": ["¶ So it sails at again."],
    "{% raw %}Write {{ this }} so.{% endraw %}": ["¶ Write {{ this }} so."],
    "{% if page.long %}\n\nIt is long.\n\n{% endif %}": ["¶ It is long."],
    "{% comment %}Is this so?{% endcomment %}": [],
    "{# Is this so? #}\n\nYes.": ["¶ Yes."],
    "{% include ad.html %} It sails.": ["¶ It sails."],
    # Shortcodes of Hugo
    "{{% notice warning %}}\nIt **sails**.\n{{% /notice %}}": ["¶ It sails."],
    '{{< button href="/x" >}}Buy a ticket{{< /button >}}': ["¶ Buy a ticket"],
    "{{< youtube a1B2 >}}\n\nIt sails.": ["¶ It sails."],
    "{{< highlight go >}}\nprint(1)\n{{< /highlight >}}": [],
    "Write {{</* youtube a1B2 */>}} for it.": ["¶ Write {{< youtube a1B2 >}} for it."],
    # Attribute lists
    "It sails.\n{: .lead #top}": ["¶ It sails."],
    "It *sails*{: .red} at [noon](/n){: target=_blank}.": ["¶ It sails at noon."],
    "## Fares {#fares .wide}\n\nTwo euros.": ["## Fares", "¶ Two euros."],
    "* TOC\n{:toc}\n\nIt sails.": ["¶ It sails."],
    "[TOC]\n\nIt sails.": ["¶ It sails."],
    # Admonitions
    '!!! note "On Sundays"\n    It sails **late**.\n\n    - Twice\n\nThen it rests.': [
        "¶ On Sundays",
        "¶ It sails late.",
        "- Twice",
        "¶ Then it rests.",
    ],
    "??? tip\n    It sails.": ["¶ It sails."],
    '=== "By foot"\n    Walk.\n=== "By car"\n    Drive.': [
        *("¶ By foot", "¶ Walk.", "¶ By car", "¶ Drive.")
    ],
    ":::note\nIt sails.\n:::": ["¶ It sails."],
    ":::tip[On Sundays]\n\nIt sails.\n\n:::\n\nThen.": ["¶ On Sundays", "¶ It sails.", "¶ Then."],
    "::: warning On Sundays\nIt sails.\n:::": ["¶ On Sundays", "¶ It sails."],
    "> [!NOTE]\n> It sails.\n> Late.": ["¶ It sails. Late."],
    "> [!tip]- On Sundays\n> It sails.": ["¶ On Sundays", "¶ It sails."],
    "Fares\n===\n\nTwo euros.": ["# Fares", "¶ Two euros."],
    # Marks in lines
    "- [ ] Buy a ticket\n- [x] Wait": ["- Buy a ticket", "- Wait"],
    "It is ==really== ++new++.": ["¶ It is really new."],
    "H~2~O and 4 m^2^, ~5 km or ~6 km.": ["¶ H₂O and 4 m², ~5 km or ~6 km."],
    "C++ and D++ are a == b.": ["¶ C++ and D++ are a == b."],
    "It sails^[On weekdays.] at noon.": ["¶ It sails at noon."],
    "It sails :ship: at 10:30:45.": ["¶ It sails at 10:30:45."],
    "Pier\n: A road into the sea.\n: A friend.": [
        *("- Pier", "- A road into the sea.", "- A friend.")
    ],
    "It costs\n\n$$\na^2\n$$\n\ntwo euros.": ["¶ It costs", "¶ two euros."],
    "*[BBC]: The broadcaster\n\nThe BBC sails.": ["¶ The BBC sails."],
    # Obsidian
    "[[Ships/Ferry#Fares|The ferry]] and [[Ships/Tug]] sail. ^a1": ["¶ The ferry and Tug sail."],
    "![[ferry.png]]\n\nIt sails. %%Really?%%": ["¶ It sails."],
    "See [[1]](/notes) for it.": ["¶ See [1] for it."],
    # MDX
    "import { Map } from './map'\n\n<Map at={{x: 1}} zoom={3} />\n\nIt sails.": ["¶ It sails."],
    '<Note kind="x">\n\nIt sails.\n\n</Note>': ["¶ It sails."],
    "<Big>It</Big> sails at {props.time}. {/* really? */}": ["¶ It sails at ."],
    "Import duties rise.\n\nexport duties fall.": [
        "¶ Import duties rise.",
        "¶ export duties fall.",
    ],
    # Code stays code
    "```\n{{ x }} :::note\n```\n\nIt sails.": ["¶ It sails."],
    "Write `{{ page.title }}` or `- [ ]` so.": ["¶ Write {{ page.title }} or - [ ] so."],
}


@pytest.mark.parametrize("text", LINES)
def test_the_markup_of_a_builder_is_not_spoken(outline: Outline, text: str) -> None:
    lines = outline(f"{MATTER}{TEXT}\n\n{text}\n", "story.md")
    assert spoken(lines) == [f"¶ {TEXT}", *(line for line in LINES[text] if line[:2] != "# ")]


def test_what_is_left_out_has_its_reason(outline: Outline) -> None:
    tags = ("{{< map >}}", "{% include a %}", "%%no%%", "![[a.png]]", "<Map />", "$$x$$")
    text = "\n\n".join([TEXT, *tags])
    assert outline(text, "story.md")[1:] == [
        "(a shortcode) {{< map >}}",
        "(a template tag) {% include a %}",
        "(a comment) %%no%%",
        "(an image) a.png",
        "(a component) <Map />",
        "(a formula) $$x$$",
    ]


def test_a_figure_of_hugo_has_a_caption(outline: Outline) -> None:
    figure = '{{< figure src="a.jpg" title="Old" caption="The ferry in May" >}}'
    assert outline(f"{TEXT}\n\n{figure}\n", "story.md")[1:] == ["(a caption) The ferry in May"]


TABLE = "| Day | Fare |\n|---|---|\n| Monday | 2 |\n"


def test_tables_and_captions_follow_the_settings(tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(f"{TEXT}\n\n{TABLE}\n![](a.png)\n*The ferry in May.*\n", "utf-8")
    blocks = read(str(story), choices=Choices(tables=True, captions=True)).article.blocks
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        (Kind.TABLE, "Monday, Fare: 2."),
        (Kind.CAPTION, "The ferry in May."),
    ]
    assert len(read(str(story)).article.blocks) == 1


def test_front_matter_in_the_tables_of_a_theme_is_read(read_file: ReadFile) -> None:
    toml = '+++\ntitle = "The ferry"\n[params]\nsubtitle = "It sails"\nauthor = "Mila Roe"\n+++\n'
    table = "extra:\n  subtitle: It sails\n  author: Mila Roe\n  title: No\n"
    yaml = f"---\ntitle: The ferry\n{table}---\n"
    for matter in (toml, yaml):
        article = read_file(f"{matter}\n{TEXT}\n", "story.md").article
        assert (article.title, article.summary, article.byline) == (
            *("The ferry", "It sails", "Mila Roe"),
        )


def test_a_colon_in_a_title_is_shown_with_its_remedy(read_file: ReadFile) -> None:
    message = (
        r'the value in line 3 has a colon\): write it in .*, as title: "The \\"ferry\\": back"'
    )
    with pytest.raises(SourceError, match=message):
        read_file(f'---\ndate: 2026-05-04\ntitle: The "ferry": back\n---\n{TEXT}\n', "story.md")


CAPTIONS = (
    '![Pier](a.png "The old pier")',
    "<figure><img src=a.png>\n<figcaption>The <b>old</b> pier</figcaption></figure>",
    "![](a.png)\n/// figure-caption\nThe old pier\n///",
)


@pytest.mark.parametrize("picture", CAPTIONS)
def test_captions_follow_the_setting(tmp_path: Path, picture: str) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(f"{picture}\n\n{TEXT}\n")
    for captions in (False, True):
        article = read(str(path), choices=Choices(captions=captions)).article
        texts = [block.text for block in article.blocks if block.kind is Kind.CAPTION]
        left_out = [part.block.text for part in article.skipped if part.reason == "a caption"]
        assert (texts, left_out) == ((["The old pier"], []) if captions else ([], ["The old pier"]))


UNQUOTED = {
    '---\ntitle: "Old" ferry sails\n---\n': 'as title: "\\"Old\\" ferry sails"',
    "---\nauthor: Roe\ntitle: @ferry sails\n---\n": "line 3 has a mark of YAML",
    "---\ntitle: [Film] The ferry\n---\n": 'as title: "[Film] The ferry"',
    "+++\ndraft = false\ntitle = The ferry\n+++\n": "line 3 is not TOML",
    "+++\ntitle = The ferry\n+++\n": 'as title = "The ferry"',
}


@pytest.mark.parametrize("matter", UNQUOTED)
def test_a_value_without_its_marks_is_shown_with_them(read_file: ReadFile, matter: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_file(matter + TEXT, "ferry.md")
    assert UNQUOTED[matter] in str(caught.value)


OWN_SENTENCE = {
    "---\ntitle: Foo\n  author: Mila Roe\n---\n": "mapping values are not allowed here, line 3",
    "---\ntitle: Foo\n  author: Roe: a life\n---\n": "mapping values are not allowed here, line 3",
    "---\ntitle: Foo\n\tauthor: Mila Roe\n---\n": "line 3",
    "---\ntags: [a, b\ndate: 2020-05-04\n---\n": "line 3",
    "---\ntags: [a, b\ntitle: Rain: again\n---\n": "line 3",
    "---\ntitle: x\n- a\nauthor: Roe\n---\n": "line 3",
    "+++\ndraft = true\ndraft = false\n+++\n": "Cannot overwrite a value",
    '+++\ntitle = "a"\ntitle = b\n+++\n': 'as title = "b"',
    "+++\na = 1\n[a]\n+++\n": "line 3",
    "+++\ndraft = True\n+++\n": "Invalid value (at line 2",
}


@pytest.mark.parametrize("matter", OWN_SENTENCE)
def test_marks_are_proposed_only_where_they_mend(read_file: ReadFile, matter: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_file(matter + TEXT, "ferry.md")
    assert OWN_SENTENCE[matter] in str(caught.value)
    assert ("write it in quotation" in str(caught.value)) == ("as title" in OWN_SENTENCE[matter])


def test_a_nested_value_is_shown_with_its_marks(read_file: ReadFile) -> None:
    with pytest.raises(SourceError, match='as title: "Rain: again"'):
        read_file(f"---\nseo:\n  title: Rain: again\n---\n{TEXT}", "ferry.md")
