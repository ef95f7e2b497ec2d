"""Notes on the language of articles: each is told once a run."""

from collections.abc import Iterator

from narrate.config import Settings
from narrate.model import Article


class LanguageNotes:
    """The notes of one run on the languages of its articles."""

    def __init__(self, settings: Settings) -> None:
        """Start with nothing told."""
        self._settings = settings
        self._languages: set[str] = set()
        self._told_british = False

    def __call__(self, name: str, article: Article, *, many: bool) -> Iterator[str]:
        """Yield the notes on an article that the run has not told before."""
        yield from self._missing_rules(article.language)
        yield from self._british(name, article, many=many)

    def _missing_rules(self, language: str) -> Iterator[str]:
        """Yield that a language has no rules for figures, or no label."""
        if language in self._languages or language.partition("-")[0] == "en":
            return
        self._languages.add(language)
        if self._settings.lacks_wording(language):
            yield (
                f"narrate has no wording of the label in the language {language}: it is in "
                "English. Set disclosure to words of your own."
            )
        from narrate.text.languages import has_rules

        if not has_rules(language):
            yield (
                f"narrate has no rules for the language {language}: its voice reads figures, "
                "dates and abbreviations as written. Listen before you publish."
            )

    def _british(self, name: str, article: Article, *, many: bool) -> Iterator[str]:
        """Yield that an article in plain English is read in British style because of its words."""
        if self._settings.style or article.language.casefold() != "en" or self._told_british:
            return
        from narrate.text.languages import guessed_style
        from narrate.text.rules import GB

        written = "\n".join(block.text for block in article.blocks)
        if guessed_style(article.language, written) == GB:
            self._told_british = True
            alike = ", and so are those of other British articles" if many else ""
            yield (
                f"{name} is in British English: its dates and numbers are read in British style"
                f'{alike}. Write style = "en-US" in narrate.toml to change that.'
            )
