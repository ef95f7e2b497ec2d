"""narrate check hears whether the label is spoken, where the settings ask for it."""

from command import STORY, Cli


def test_an_episode_that_does_not_speak_the_label_is_told(cli: Cli) -> None:
    cli.write("story.md", STORY)
    cli("make", "story.md", "--voice", "tone")
    cli("feed", "output", "--base", "https://riverton.example/a/")
    feed = cli.folder / "output" / "feed.xml"
    assert b"nothing is wrong" in cli("check", str(feed)).stdout, "the settings do not ask for it"
    cli.write("narrate.toml", 'disclosure_spoken = "start"\n')
    assert b"does not speak the label" in cli("check", str(feed), code=1).stdout
    folder = cli("check", "output", code=1).stdout
    assert folder.count(b"does not speak the label") == 2, "of the narration and of its episode"
    cli("make", "story.md", "--voice", "tone")
    cli("feed", "output", "--base", "https://riverton.example/a/")
    assert b"nothing is wrong" in cli("check", str(feed), "output").stdout
