"""Telephone numbers in one international form, whatever spaces, hyphens and brackets they have.

A number is stored as it was given; this is what it is compared and found by.
"""

from __future__ import annotations

import re

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

# Numbers without a country's code are those of the offices' own country.
HOME = "CN"
_SHORT = re.compile(r"\d(?:[\d\s().-]*\d)?", re.ASCII)
_LEAST = 3  # digits of what is dialled: 110


def international(text: str) -> tuple[str, ...]:
    """The numbers of a text as +8613800000000, in order; what is no such number by its digits."""
    found = PhoneNumberMatcher(text, HOME, leniency=Leniency.POSSIBLE)
    numbers = [format_number(each.number, PhoneNumberFormat.E164) for each in found]
    return tuple(dict.fromkeys(numbers)) or tuple(_digits(text))


def has_number(text: str) -> bool:
    """Whether a text holds what somebody could dial."""
    return any(len(digits) >= _LEAST for digits in _digits(text))


def _digits(text: str) -> list[str]:
    runs = (re.sub(r"\D", "", run) for run in _SHORT.findall(text))
    return [run for run in runs if len(run) >= _LEAST]
