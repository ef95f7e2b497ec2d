"""A recipe in a page's data: its ingredients and steps, where the page's own text loses them.

The data is JSON-LD of the type Recipe of schema.org: ``recipeIngredient`` is a list of texts,
``recipeInstructions`` a text, texts, or steps (HowToStep) that may stand in sections
(HowToSection).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Any, NamedTuple

from narrate.model import Block, Kind, Skipped
from narrate.source.markup import without_tags
from narrate.source.page import Page, tidy
from narrate.source.tables import INGREDIENTS

_MOST_LINES = 300
_DEEPEST = 5
_SHARE = 0.6  # of a line's words in a block that says the same
_LOST = 0.5  # of the lines are nowhere in the text
_BREAK = re.compile(r"<(?:br|/?p|/?li|/?div|/?h[1-6])\b[^<>]*+>|\n", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<=[.!?)])\s(?=\d{1,2}[.)]\s)")
_NUMBER = re.compile(r"(?:(?:step|schritt|étape|paso|krok|крок) )?\d{1,2}\s?[.):]\s", re.IGNORECASE)
_HEADINGS = {
    "en": ("Ingredients", "Method"),
    "de": ("Zutaten", "Zubereitung"),
    "fr": ("Ingrédients", "Préparation"),
    "es": ("Ingredientes", "Preparación"),
    "pl": ("Składniki", "Przygotowanie"),
    "uk": ("Інгредієнти", "Приготування"),
}
_METHOD = re.compile(
    r"method|instructions|directions|preparation|steps|zubereitung|(la )?préparation|étapes"
    r"|(la )?preparación|elaboración|przygotowanie|приготування|спосіб приготування",
    re.IGNORECASE,
)


class Recipe(NamedTuple):
    """The ingredients of a recipe, and its steps: items, with headings for sections."""

    ingredients: tuple[Block, ...]
    steps: tuple[Block, ...]

    def lines(self) -> list[str]:
        """Return all its texts."""
        return [block.text for block in self.ingredients + self.steps]


def read(data: dict[str, Any], *, numbers: bool) -> Recipe:
    """Return the recipe that a page's data describes; ``numbers`` gives its steps theirs."""
    ingredients = _texts(data.get("recipeIngredient") or data.get("ingredients"))
    steps = list(_steps(data.get("recipeInstructions"), _DEEPEST))[:_MOST_LINES]
    number = 0
    for index, step in enumerate(steps):
        if step.kind is Kind.ITEM and numbers:
            number += 1
            steps[index] = step._replace(text=f"{number}. {step.text}")
    items = (Block(Kind.ITEM, text, 1) for text in list(ingredients)[:_MOST_LINES])
    return Recipe(tuple(items), tuple(steps))


def completed(page: Page, recipe: Recipe, language: str) -> Page:
    """Return a page with those lists of its recipe that its own text loses, and with a note."""
    headings = _HEADINGS.get(language.partition("-")[0], _HEADINGS["en"])
    parts = list(page.parts)
    lost = []
    if _is_lost(recipe.steps, parts):
        _insert(parts, recipe.steps, Block(Kind.HEADING, headings[1], 2), _METHOD)
        lost.append("steps")
    if _is_lost(recipe.ingredients, parts):
        _insert(
            parts,
            recipe.ingredients,
            Block(Kind.HEADING, headings[0], 2),
            INGREDIENTS,
            recipe.steps,
        )
        lost.insert(0, "ingredients")
    if not lost:
        return page
    note = f"its {' and '.join(lost)} are in the page's data (Recipe)"
    return replace(page, parts=tuple(parts), notes=(*page.notes, note))


def _texts(data: object) -> Iterator[str]:
    """Yield the lines of a text, or of the texts in a list."""
    for text in data if isinstance(data, list) else [data]:
        if isinstance(text, str):
            for line in _BREAK.split(unescape(text)):
                if bare := tidy(without_tags(line)):
                    yield bare


def _steps(data: object, deep: int) -> Iterator[Block]:
    """Yield the steps of instructions, at most ``deep`` levels down."""
    if isinstance(data, str):
        for line in _texts(data):
            bare = (_NUMBER.sub("", step, count=1).strip() for step in _NUMBERED.split(line))
            yield from (Block(Kind.ITEM, step, 1) for step in bare if step)
    elif isinstance(data, list) and deep:
        for entry in data:
            yield from _steps(entry, deep - 1)
    elif isinstance(data, dict) and deep:
        steps = data.get("itemListElement")
        if data.get("@type") == "HowToSection" and (title := next(_texts(data.get("name")), "")):
            yield Block(Kind.HEADING, title, 3)
        yield from _steps(steps or data.get("text") or data.get("name"), deep - 1)


def _is_lost(lines: Sequence[Block], parts: Sequence[Block | Skipped]) -> bool:
    """Tell whether most of the lines are in no block that is read."""
    spoken = [_words(part.text) for part in parts if isinstance(part, Block)]
    wanted = [_words(line.text) for line in lines if line.kind is Kind.ITEM]
    missing = sum(
        not any(len(words & block) >= _SHARE * len(words) for block in spoken) for words in wanted
    )
    return missing > _LOST * len(wanted)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _insert(
    parts: list[Block | Skipped],
    lines: Sequence[Block],
    heading: Block,
    title: re.Pattern[str],
    steps: Sequence[Block] = (),
) -> None:
    """Put lines below their own heading on the page; else, with a heading, before the steps.

    Where the page has no steps either, they come after its text.
    """
    spoken = [(index, part) for index, part in enumerate(parts) if isinstance(part, Block)]
    for index, part in spoken:
        if part.kind is Kind.HEADING and title.fullmatch(part.text.strip(" :")):
            parts[index + 1 : index + 1] = lines
            return
    texts = {step.text for step in steps}
    place = spoken[-1][0] + 1 if spoken else len(parts)
    for number, (index, part) in enumerate(spoken):
        if part.text in texts:
            before = spoken[number - 1] if number else None
            is_headed = before is not None and before[1].kind is Kind.HEADING and number > 1
            place = before[0] if before is not None and is_headed else index
            break
    parts[place:place] = [heading, *lines]
