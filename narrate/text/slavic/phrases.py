"""Phrases before a number that decide its case, or take it out of a word's government."""

import re

# What names a part of a number before it: it governs nothing.
INCLUDING = re.compile(r".*(?:w tym|в тому числі|у тому числі)[ ]\Z", re.DOTALL)
FAMILY = re.compile(  # "rodziny z 3 dzieci": with three children
    r"""
    \b
    (?: rodzi|matk|matce|matek|ojc|ojciec|kobiet|mężczyzn|małżeństw|wdow|wdów|pary\b|par\b|osob|osób
      | родин|сім|мат[еиі]р|батьк|жін[ко]|подруж|вдов )
    \w* [ ] (?:z|ze|з|із) [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "Compared with", "late with": the instrumental after "з" and "z".
COMPARED = re.compile(
    r"""
    \b
    (?: порівняно
      | порівнянні
      | разом
      | поряд
      | поруч
      | згідно
      | відповідно
      | спільно
      | одночасно
      | зв[’']язку
      | porównaniu
      | razem
      | wraz
      | łącznie
      | wspólnie
      | równocześnie
      | jednocześnie
      | zgodn\w{1,3}
      | niezgodn\w{1,3}
      | sprzeczn\w{1,3}
      | spotka\w{1,4} (?:[ ]się)?
      | rozmaw\w{1,4}
      | współprac\w{1,5}
      | porozumieni\w{1,2}
      | związku
      | zaleg\w{1,5}
      | zwleka\w{0,3}
      | spóźni\w{1,5} (?:[ ]się)? )
    [ ] (?:з|із|зі|z|ze) [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
OVER = re.compile(r"\bпонад[ ]\Z", re.IGNORECASE)  # "понад тисячу", "у понад ста країнах"
# Polish: what is not there, and the object of what is not done.
NEGATED = re.compile(r"\bnie [^\W\d_]{2,} \Z", re.IGNORECASE)
TAKING_PART = re.compile(  # "w akcji bierze udział 34 strażaków": the number is the subject
    r"\b(?:bierz|bior|bra[łl]|wzi[ęą]|weźm|бер[уе]|бра[вл]|взя|візьм)\w*[ ](?:udział|участь)[ ]\Z",
    re.IGNORECASE,
)
# A verb whose object stands before it, and "of them" after a verb: the number is the subject.
OBJECT_FIRST = re.compile(
    r"""
    \b
    (?: (?: pomocy | wsparcia | opieki | leczenia | schronienia | ewakuacji
          | допомоги | підтримки | лікування | догляду | евакуації | житла )
        [ ] (?:potrzebuj|wymaga|потребу|вимага)\w*
      | (?:jest|są|będzie|\w+ło|є|\w+ло|\w+ли) [ ] (?:ich|їх) )
    [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A part before a smaller one: "po 1 godz. 48 min", "до 2 млн 300 тис."
CHAINED = re.compile(
    r"[0-9]+[ ](?:godz\.|h|min|km|kg|m|mln|mld|tys\.?|год\.?|хв\.?|км|кг|м|млн|млрд|тис\.?)[ ]\Z"
)
AFTER_TIME = re.compile(r"\bpo[ ]\Z", re.IGNORECASE)  # "po 21 min": a time later
EACH = re.compile(r"\bпо[ ]\Z", re.IGNORECASE)  # Ukrainian: "по 41 мандату"
# Polish: "o śr. 20 cm", a diameter or a thickness.
SIZED = re.compile(r"\bo (?:śr|gr)\. \Z")
# Polish: "mówił o 800 mln zł", but "spadł o 5 zł".
SPEAKING = re.compile(
    r"""
    \b
    (?: mówi|informuj|informowa|pisa|pisz|wspomnia|opowiada|zapomnia|marz|decyd|dyskut|rozmaw
      | słysza|wiedzia|przypomn )
    \w* [ ] o [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
