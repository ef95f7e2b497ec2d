"""A number whose noun is left out: "37 атак та 2 — поблизу", "242 posłów, przeciw było 198"."""

import re

from narrate.text.slavic.agreement import NO_NOUN, OBLIQUE, Agreement, Form

_COUNTED = re.compile(r"(?<![\w.,:/-])[0-9]++(?:[ \u00a0\u202f][0-9]{3})*+(?=[ ][^\W\d_])")
_OF_THEM = re.compile(
    r"\A[ ](?:з|із|z|spośród)[ ](?:них|яких|котрих|nich|których)\b", re.IGNORECASE
)
# Words before a number whose noun is left out: conjunctions, "of them", "against", verbs.
_CUE = re.compile(
    r"""
    (?: \b
        (?: tym|się|числі|o|на|а|та|і|й|або|але|ще|лише|тільки|уже|вже|них|яких|проти|решта
          | a|i|oraz|ale|jeszcze|tylko|już|aż|nich|których|czego|przeciw(?:ko)?
          | kolejn\w+|następn\w+|pozostał\w+|dalsz\w+
          | наступн\w+|решт\w+
          | [^\W\d_]{2,}(?:ли|ла|ло|ли|ть|ено|ано|ito|ono|ano|ął|ęto|li|ły|ła|ło|ł|ją|je) )
      | [–—,:]
      | \b (?:[Zz]e?|[Ss]pośród|[Зз]|[Іі]з) [ ] [0-9]+ [ ] [^\W\d_]+
      | (?: [,;] | \b[aа] | \b[іi] | \bта ) [ ] (?:w|we|na|u|z|у|в|на|з|біля|під) [ ] [^\W\d_]+ )
    [ ]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# After such a number its clause goes on with a verb, or ends.
_AFTER = re.compile(
    r"""
    \A
    (?: [ ]?(?:[,;:!?)–—]|\.(?!\S)|\Z)
      | [ ]
        (?: się|nie|не|w|z|у|в|з|із|jest|było|są|був|була|було|були
          | проти|przeciw|mniej|więcej|менше|більше
          | [^\W\d_]{3,}
            (?: ł|ła|ło|li|ły|ano|ono|ęto|ito|yto
              | ла|ло|ли|ав|ив|ів|вся|лася|лося|лися|ано|ено|ито|ято|уто|ють|уть|ять ) )\b )
    """,
    re.VERBOSE,
)
_AND = re.compile(r"[ ](?:i|oraz)[ ]\Z")
_DASH = re.compile(r"[–—][ ]\Z")
_FAR = 200  # characters in which the last counted noun stands
_NEAR = 30  # characters that may show that a noun is left out
_GENDERS = frozenset("mfnpc")


def antecedent(agreement: Agreement, text: str, start: int, end: int) -> tuple[Form, str]:
    """Return the form and the case that a number takes over from the last counted noun.

    ``start`` and ``end`` are the place of the number in ``text``. Both are empty where the number
    has a noun of its own, or where nothing shows that its noun is left out.
    """
    left_context, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    of_them = _OF_THEM.match(after)
    if not of_them and not (_AFTER.match(after) and _CUE.search(left_context[-_NEAR:])):
        return NO_NOUN, ""
    counted = [
        (number, form)
        for number in _COUNTED.finditer(left_context)
        if (form := agreement.form(left_context[number.end() :])).noun
    ]
    case, numbers = "", list(_COUNTED.finditer(left_context))
    if _DASH.search(left_context[-_NEAR:]) and numbers:
        case = agreement.governor(left_context[: numbers[-1].start()], unit=True)
    case = case if case in OBLIQUE | {"gen"} else ""
    if not counted:
        return (Form("", NO_NOUN.gender) if case else NO_NOUN), case
    last = counted[-1][0]
    genders = [_gender(agreement, number[0], form.noun) for number, form in counted[-2:]]
    both = _AND.search(
        left_context[max(0, last.start() - _NEAR) : last.start()]
    )  # men and women together are persons
    gender = "p" if both and "p" in genders else genders[-1]
    gender = gender if gender in _GENDERS else NO_NOUN.gender
    return Form("", gender), case


def _gender(agreement: Agreement, number: str, noun: str) -> str:
    """Return the gender of a noun after a number: in the singular after "21" in Ukrainian."""
    if agreement.one_agrees and re.search(r"(?<!1)1\Z", number):
        return agreement.single(f" {noun}", "acc" if noun.endswith(("у", "ю")) else "")[1]
    return agreement.counted_gender(noun)
