"""narrate lexicon, as an editor uses it."""

import json

import pytest
from command import Cli
from meter import decoded

from narrate.cli.lexicon import EXAMPLES

HOUSE = "term\talias\trespelling\tipa\tsounds\tnote\n"


def lines(cli: Cli, *arguments: str, code: int = 0) -> list[str]:
    return cli("lexicon", *arguments, code=code).stdout.decode().splitlines()


def test_an_entry_is_added_and_said(cli: Cli) -> None:
    said, audio = lines(
        cli, "add", "Szczerba", "SHCHAIR-buh", "--note", "envoy", "--by", "Ann", "--voice", "tone"
    )
    assert said == "Szczerba: /ˈʃtʃɛərbə/, else «shair-buh» (lexicon.tsv, line 2)"
    wave, _ = decoded(cli.folder / audio)
    assert abs(wave).max() > 0.05
    content = (cli.folder / "lexicon.tsv").read_text("utf-8").splitlines()
    assert content[0].startswith("term\talias\trespelling\tipa")
    assert content[1].startswith("Szczerba\t\tSHCHAIR-buh\t\t\t\t\tenvoy\t\tAnn\t20")
    cli.write("a.txt", "Szczerba’s plan.")
    shown = cli("script", "a.txt", "--explain").stdout.decode()
    assert "lexicon:house lexicon.tsv:2" in shown


def test_an_entry_keeps_the_columns_and_lines_of_its_file(cli: Cli) -> None:
    cli.write(
        "desk.tsv", "note\tterm\trespelling\nfirst\tKyiv\tKEE-yiv\n\nlast\tOdesa\toh-DEH-sa\n"
    )
    lines(cli, "add", "Sumy", "--to", "desk.tsv", "SOO-mih", "--voice", "tone")
    assert (cli.folder / "desk.tsv").read_text("utf-8").splitlines() == [
        "note\tterm\trespelling",
        "first\tKyiv\tKEE-yiv",
        "",
        "last\tOdesa\toh-DEH-sa",
        "\tSumy\tSOO-mih",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("Kyiv", "KEE-iv"), 2, "line 2, has 'Kyiv' already: «kee-yiv». Replace it with --force"),
        (("Sumy", "qqq"), 1, "line 3, column 3 (respelling): no table reads qqq"),
        (("Sumy",), 1, "nothing to say for 'Sumy'"),
        (("Sumy", "SOO-mih", "--source", "me"), 1, "has no column source"),
        (("Sumy", "SOO\tmih"), 1, "holds a tab"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    cli: Cli, arguments: tuple[str, ...], code: int, says: str
) -> None:
    content = HOUSE + "Kyiv\t\tKEE-yiv\n"
    path = cli.write("lexicon.tsv", content)
    done = cli("lexicon", "add", *arguments, "--voice", "tone", code=code)
    assert says in done.stderr.decode()
    assert path.read_text("utf-8") == content
    assert not (cli.folder / "output").exists()


def test_force_takes_the_place_of_an_entry(cli: Cli) -> None:
    path = cli.write("lexicon.tsv", HOUSE + "Kyiv\t\tKEE-yiv\nOdesa\t\toh-DEH-sa\n")
    lines(cli, "add", "Kyiv", "KEEV", "--force", "--voice", "tone")
    assert path.read_text("utf-8") == HOUSE + "Kyiv\t\tKEEV\nOdesa\t\toh-DEH-sa\n"


def test_the_nearest_entries_are_listed_first(cli: Cli) -> None:
    cli.write("lexicon.tsv", HOUSE + "Kyiv\t\tKEEV\t\t\tour way\n")
    house, built_in, *_ = lines(cli, "list", "kyiv")
    assert house.split() == ["Kyiv", "KEEV", "house", "lexicon.tsv:2", "our", "way"]
    assert "built in en.tsv:" in built_in
    [alone] = lines(cli, "list", "--layer", "house")
    assert alone.split() == house.split()
    [entry] = json.loads(cli("lexicon", "list", "--layer", "house", "--json").stdout)
    assert (entry["term"], entry["phonemes"], entry["line"]) == ("Kyiv", "ˈkiːv", 2)


CASES = "Ruthven\t\tRIV-uhn\t\t{}\n"


@pytest.mark.parametrize(
    "cases",
    [
        "RIV-uhn",
        "/ˈrɪvən/",
        "Ask Ruthven now = RIV-uhn",
        "Ruthven’s plan = /ˈrɪvənz/ | RIV-uhn",
    ],
)
def test_a_case_that_holds(cli: Cli, cases: str) -> None:
    cli.write("lexicon.tsv", HOUSE + CASES.format(cases))
    assert lines(cli, "test", "lexicon.tsv") == ["Entries checked: 1. Each sounds as tested."]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (CASES.format("ruth-VEN"), "«Ruthven» must sound as ruth-VEN, not /ˈrɪvən/"),
        (CASES.format("a ruthven = RIV-uhn"), "must sound as RIV-uhn, not as written"),
        ("Ruthven\t\tRIV-uhn\tˈruːθvən\n", "respelling and IPA differ: RIV-uhn is /ˈrɪvən/"),
    ],
)
def test_a_case_that_does_not(cli: Cli, row: str, says: str) -> None:
    cli.write("lexicon.tsv", HOUSE + row)
    [line] = lines(cli, "test", "lexicon.tsv", code=4)
    assert line.startswith("lexicon.tsv:2: Ruthven: ")
    assert says in line


def test_lint_names_what_is_in_the_way(cli: Cli) -> None:
    cli.write(
        "lexicon.tsv",
        HOUSE + "Kyiv\t\tKEEV\nOdesa\t\tqqq\nKyiv\t\tKEE-yiv\nSumy\t\tSOO-mih\n",
    )
    cli.write("desk.tsv", HOUSE + "Kyiv\t\tKEE-yiv\n")
    cli.write("narrate.toml", 'desk_lexicons = ["desk.tsv"]\n')
    cli.write("story.md", "Kyiv waits.")
    found = lines(cli, "lint", "story.md", code=4)
    assert [line.partition(": ")[2] for line in found if "lexicon.tsv:" in line] == [
        "Kyiv: never heard: desk desk.tsv:2 is nearer",
        "Kyiv: unused in these articles",
        "Sumy: unused in these articles",
    ]
    assert "line 3, column 3 (respelling): no table reads qqq" in found[0]
    assert "'Kyiv' already stands in line 2" in found[1]


def test_lint_looks_at_a_dictionary_that_is_named_and_at_no_other(cli: Cli) -> None:
    cli.write("lexicon.tsv", HOUSE + "Sumy\t\tqqq\nOdesa\t\toh-DESS-uh\n")
    cli.write("new.tsv", HOUSE + "Kyiv\t\tKEE-yiv\nKyiv\t\tKEEV\nOdesa\t\tDESS-uh\n")
    [line] = lines(cli, "lint", "./new.tsv", code=4)
    assert line.startswith("new.tsv, line 3, column 1 (term): 'Kyiv' already stands in line 2.")
    cli.write("story.md", "Kyiv waits.")
    found = lines(cli, "lint", "lexicon.tsv", "story.md", code=4)
    assert "line 2, column 3 (respelling): no table reads qqq" in found[0]
    assert found[1:] == ["lexicon.tsv:3: Odesa: unused in these articles"]


def test_a_pls_document_and_back(cli: Cli) -> None:
    cli.write("lexicon.tsv", HOUSE + "Kyiv\t\tKEE-yiv\tˈkiːjɪv\t\tcapital\nKSE\tthe school\n")
    assert lines(cli, "export", "--to", "names.pls") == ["names.pls: 2 entries."]
    assert lines(cli, "import", "names.pls", "--to", "again.tsv") == ["again.tsv: 2 entries."]
    assert (cli.folder / "again.tsv").read_text("utf-8").splitlines() == [
        "term\talias\trespelling\tipa\tnote",
        "Kyiv\t\tKEE-yiv\tˈkiːjɪv\tcapital",
        "KSE\tthe school",
    ]
    assert "is there already" in cli("lexicon", "import", "names.pls", code=2).stderr.decode()


def test_an_unreadable_document_makes_no_dictionary(cli: Cli) -> None:
    cli.write("names.pls", "<lexicon/>".replace("/", ">"))
    assert "names.pls is no XML" in cli("lexicon", "import", "names.pls", code=1).stderr.decode()
    assert not (cli.folder / "lexicon.tsv").exists()


def test_each_command_helps_with_an_example_that_runs(cli: Cli) -> None:
    cli.write("STORY.md", "Szczerba came.")
    for command, example in EXAMPLES.items():
        assert f"Example: {example}" in " ".join(
            cli("lexicon", command, "--help").stdout.decode().split()
        )
    cli(*("lexicon", "add", "Szczerba", "SHCHAIR-buh", "--note", "NATO Parliamentary Assembly"))
    cli("lexicon", "list", "Kyiv")
    cli("lexicon", "test")
    cli("lexicon", "lint", "STORY.md")
    cli("lexicon", "export", "--to", "names.pls")
    cli("lexicon", "import", "names.pls", "--to", "house.tsv")


def test_a_term_that_is_not_utf_8_is_refused(cli: Cli) -> None:
    done = cli("lexicon", "add", "Caf\udce9", "--alias", "coffee", "--voice", "tone", code=1)
    assert b"term is not text in UTF-8" in done.stderr
    assert not (cli.folder / "lexicon.tsv").exists()
