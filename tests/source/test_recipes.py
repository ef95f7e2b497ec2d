"""Recipes: what a page's data holds of one is read where the page's own text loses it."""

import json
from collections.abc import Callable

import pytest

Outline = Callable[..., list[str]]

INTRO = (
    "<p>My aunt baked this bread on Sundays, when the oven of the village was warm and free.</p>"
    "<p>It keeps for a week in a linen bag, and it is better on the second day than on the "
    "first.</p>"
)
INGREDIENTS = ["2 cups oats", "1 spoon honey", "salt"]
STEPS = ["Soak the oats overnight.", "Add honey and salt, and knead for ten minutes.", "Bake it."]
ITEMS = [f"- {step}" for step in STEPS]
TOLD = {
    "a text": " ".join(f"{number}. {step}" for number, step in enumerate(STEPS, 1)),
    "lines": "\n".join(STEPS),
    "markup": "".join(f"<li>{step}</li>" for step in STEPS),
    "texts": STEPS,
    "numbered texts": [f"Step {number}: {step}" for number, step in enumerate(STEPS, 1)],
    "steps": [{"@type": "HowToStep", "name": "x", "text": step} for step in STEPS],
    "names": [{"@type": "HowToStep", "name": step} for step in STEPS],
    "one list": {"@type": "ItemList", "itemListElement": STEPS},
    "directions": [
        {"@type": "HowToStep", "itemListElement": [{"@type": "HowToDirection", "text": step}]}
        for step in STEPS
    ],
}


def page(told: object, body: str = INTRO, language: str = "en") -> str:
    data = {
        "@type": "Recipe",
        "name": "Oat bread",
        "recipeIngredient": ["2 cups&nbsp;oats", *INGREDIENTS[1:]],
        "recipeInstructions": told,
    }
    return (
        f"<html lang={language}><head><title>Oat bread</title>"
        f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
        f"<body><article><h1>Oat bread</h1>{body}</article></body></html>"
    )


@pytest.mark.parametrize("form", TOLD)
def test_a_recipe_that_only_the_data_holds_is_read(outline: Outline, form: str) -> None:
    lines = outline(page(TOLD[form]), "a.html")
    assert lines[3:] == [
        "## Ingredients",
        *(f"- {line}" for line in INGREDIENTS),
        "## Method",
        *ITEMS,
    ]


def test_sections_have_their_headings(outline: Outline) -> None:
    told = [
        {"@type": "HowToSection", "name": "The day before", "itemListElement": STEPS[:1]},
        {"@type": "HowToSection", "name": "On Sunday", "itemListElement": STEPS[1:]},
    ]
    lines = outline(page(told, language="de"), "a.html")
    assert lines[3] == "## Zutaten"
    assert lines[7:] == [
        "## Zubereitung",
        "### The day before",
        ITEMS[0],
        "### On Sunday",
        *ITEMS[1:],
    ]


def test_a_recipe_that_the_page_shows_is_not_read_twice(outline: Outline) -> None:
    shown = "".join(f"<li><input type=checkbox> {line}</li>" for line in INGREDIENTS)
    steps = "".join(f"<li>{step}</li>" for step in STEPS)
    card = f"<h2>You need</h2><ul>{shown}</ul><h2>How</h2><ol>{steps}</ol>"
    lines = outline(page(STEPS, INTRO + card), "a.html")
    assert lines[3:] == ["## You need", *(f"- {line}" for line in INGREDIENTS), "## How", *ITEMS]


def test_ingredients_come_before_the_steps_that_the_page_shows(outline: Outline) -> None:
    steps = "".join(f"<li>{step}</li>" for step in STEPS)
    lines = outline(page(STEPS, f"{INTRO}<h2>How</h2><ol>{steps}</ol>"), "a.html")
    assert lines[3:5] == ["## Ingredients", "- 2 cups oats"]
    assert lines[7:] == ["## How", *ITEMS]


def test_lines_come_below_the_pages_own_heading(outline: Outline) -> None:
    body = f"{INTRO}<h2>Ingredients</h2><div id=list></div><h2>Notes</h2><p>Ask my aunt.</p>"
    lines = outline(page([], body), "a.html")
    assert lines[3:6] == ["## Ingredients", "- 2 cups oats", "- 1 spoon honey"]
    assert lines[-2:] == ["## Notes", "¶ Ask my aunt."]


def others(*recipes: dict[str, object], article: str = "Ten soups for winter") -> str:
    described = [{"@type": "NewsArticle", "headline": article}, *recipes]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": described})}</script>'
    return (
        f"<html lang=en><head><title>{article}</title>{script}</head>"
        f"<body><article><h1>{article}</h1>{INTRO}</article></body></html>"
    )


def test_a_recipe_that_the_page_is_not_about_is_not_read(outline: Outline) -> None:
    leek, beet = (
        {"@type": "Recipe", "name": f"{name} soup", "recipeInstructions": f"Cook the {name}."}
        for name in ("Leek", "Beet")
    )
    assert len(outline(others(leek), "a.html")) == 3
    assert len(outline(others(leek, beet), "a.html")) == 3
    assert outline(others(leek, beet, article="My beet soup"), "a.html")[4:] == ["- Cook the Beet."]
    for main in ({**leek, "mainEntityOfPage": "#page"}, {"@type": "WebPage", "mainEntity": leek}):
        assert outline(others(main), "a.html")[4:] == ["- Cook the Leek."]


@pytest.mark.parametrize("told", [None, 7, {}, [[[[[[["Bake."]]]]]]], {"itemListElement": 3}])
def test_data_that_is_no_recipe_costs_nothing(outline: Outline, told: object) -> None:
    lines = outline(page(told), "a.html")
    assert lines[-1] == "- salt"
