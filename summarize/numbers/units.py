"""Units of measure by one name each: "km", "kilometre" and "kilometers" are all `kilometre`."""

from __future__ import annotations

import re

_NAMES = {
    "percent": "% percent per␣cent pct pc",
    "percentage point": "percentage␣point percentage␣points %␣points pp",
    "dollar": "$ us$ usd dollar dollars us␣dollars us␣dollar u.s.␣dollars",
    "australian dollar": "a$ au$ aud australian␣dollars",
    "canadian dollar": "c$ ca$ cad canadian␣dollars",
    "euro": "€ eur euro euros",
    "pound": "£ gbp pound pounds pounds␣sterling",
    "yen": "¥ jpy yen",
    "rupee": "₹ inr rs rs. rupee rupees",
    "cent": "¢ cent cents",
    "millimetre": "mm millimetre millimetres millimeter millimeters",
    "centimetre": "cm centimetre centimetres centimeter centimeters",
    "metre": "m metre metres meter meters",
    "kilometre": "km kms kilometre kilometres kilometer kilometers",
    "inch": "″ inch inches",
    "foot": "ft ft. ′ foot feet",
    "yard": "yd yds yard yards",
    "mile": "mi mile miles",
    "nautical mile": "nmi nautical␣mile nautical␣miles",
    "light-year": "light-year light-years light␣year light␣years",
    "square metre": "m² m2 sq␣m square␣metre square␣metres square␣meter square␣meters",
    "square kilometre": "km² km2 sq␣km square␣kilometre square␣kilometres square␣kilometer"
    " square␣kilometers",
    "square foot": "ft² sq␣ft square␣foot square␣feet",
    "square mile": "sq␣mi square␣mile square␣miles",
    "acre": "acre acres",
    "hectare": "ha hectare hectares",
    "cubic metre": "m³ m3 cubic␣metre cubic␣metres cubic␣meter cubic␣meters",
    "litre": "l litre litres liter liters",
    "millilitre": "ml millilitre millilitres milliliter milliliters",
    "gallon": "gallon gallons",
    "barrel": "barrel barrels",
    "milligram": "mg milligram milligrams",
    "gram": "g gram grams",
    "kilogram": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "pound mass": "lb lbs lb. lbs.",
    "ounce": "oz ounce ounces",
    "ton": "ton tons",
    "tonne": "tonne tonnes metric␣ton metric␣tons",
    "second": "s sec secs second seconds",
    "minute": "min mins minute minutes",
    "hour": "h hr hrs hour hours",
    "day": "day days",
    "week": "week weeks",
    "fortnight": "fortnight fortnights",
    "month": "month months",
    "year": "yr yrs year years",
    "decade": "decade decades",
    "century": "century centuries",
    "mile per hour": "mph miles␣per␣hour mile␣per␣hour",
    "kilometre per hour": "km/h kph kmh kilometres␣per␣hour kilometers␣per␣hour",
    "metre per second": "m/s metres␣per␣second meters␣per␣second",
    "knot": "knot knots",
    "degree": "° º degree degrees",
    "degree celsius": "°c º␣c ºc °␣c degrees␣celsius degrees␣c celsius",
    "degree fahrenheit": "°f º␣f ºf °␣f degrees␣fahrenheit degrees␣f fahrenheit",
    "watt": "w watt watts",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw megawatt megawatts",
    "gigawatt": "gw gigawatt gigawatts",
    "kilowatt-hour": "kwh kilowatt-hour kilowatt-hours kilowatt␣hours",
    "volt": "v volt volts",
    "kilobyte": "kb kilobyte kilobytes",
    "megabyte": "mb megabyte megabytes",
    "gigabyte": "gb gigabyte gigabytes",
    "terabyte": "tb terabyte terabytes",
    "hertz": "hz hertz",
    "megahertz": "mhz megahertz",
    "gigahertz": "ghz gigahertz",
    "morning": "am a.m. a.m",
    "afternoon": "pm p.m. p.m",
    "before christ": "bc bce b.c. b.c.e.",
    "anno domini": "ad ce a.d.",
}
"""A unit and its spellings in lower case; "␣" is a space inside a spelling."""

_SPELLINGS = {
    spelling.replace("␣", " "): unit
    for unit, spellings in _NAMES.items()
    for spelling in spellings.split(" ")
}
_BEFORE = (
    "us$",
    "au$",
    "a$",
    "ca$",
    "c$",
    "$",
    "€",
    "£",
    "¥",
    "₹",
    "usd",
    "eur",
    "gbp",
    "rs.",
    "rs",
)


def _either(spellings: list[str]) -> str:
    return "|".join(
        re.escape(spelling).replace(r"\ ", r"[\s-]+")
        for spelling in sorted(spellings, key=len, reverse=True)
    )


PREFIX = re.compile(rf"(?<![a-z])(?:{_either(list(_BEFORE))})[\s-]?$", re.IGNORECASE)
"""A currency that stands before its number; matches at the end of what comes before it."""

_SUFFIX = re.compile(rf"(?:[\s-]{{0,2}})(?P<unit>{_either(list(_SPELLINGS))})(?!\w)")
"""A unit that follows its number, in lower case: a third of the time that either case takes."""
_REACH = 60
"""Characters behind a number in which its unit stands."""

_LETTERS = frozenset(
    {"m", "l", "s", "h", "g", "mi", "min", "sec", "ha", "W", "V", "BC", "BCE", "AD", "CE"}
)
"""Spellings that are words or letters too: units only in this case, right after digits."""

_ERAS = frozenset({"BC", "BCE", "AD", "CE"})
"""Letters that follow a number in words too: "three thousand BC"."""


def name(spelling: str) -> str | None:
    """Give a unit's one name: `name("km") == name("Kilometers") == "kilometre"`."""
    return _SPELLINGS.get(re.sub(r"[\s-]+", " ", spelling.strip().lower())) or _SPELLINGS.get(
        spelling.strip().lower()
    )


def after(text: str, end: int) -> tuple[str, int] | None:
    """Find the unit that follows a number which ends at `end`; its name and its end."""
    match = _SUFFIX.match(text[end : end + _REACH].lower())
    if not match:
        return None
    spelling = text[end + match.start("unit") : end + match.end("unit")]
    like_a_word = spelling.lower() in {letter.lower() for letter in _LETTERS}
    counted = text[end - 1].isdigit() or spelling in _ERAS
    if like_a_word and (spelling not in _LETTERS or not counted):
        return None
    unit = name(spelling)
    return (unit, end + match.end()) if unit else None
