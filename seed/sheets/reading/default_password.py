"""Workbooks that are encrypted with a password which everybody has: Excel's own for read-only ones.

A workbook that was only protected against changes is encrypted all the same, with the password
VelvetSweatshop that Excel tries by itself ([MS-OFFCRYPTO] 2.4.2.3). Its owner knows of none.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from seed.problems.files import Refused, encrypted
from seed.problems.places import Place

DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - printed in Microsoft's specification
# What msoffcrypto meets in a file that is not what its head says.
_FAULTS = (DecryptionError, FileFormatError, InvalidKeyError, ParseError, OSError, ValueError)
_DAMAGE = (struct.error, LookupError, AttributeError, TypeError, EOFError, AssertionError)


def is_encrypted(path: Path) -> bool:
    """Whether this is a workbook behind a password, whichever."""
    try:
        with path.open("rb") as stream:
            return bool(msoffcrypto.OfficeFile(stream).is_encrypted())
    except (*_FAULTS, *_DAMAGE):
        return False


def decrypted(path: Path, place: Place) -> bytes:
    """The workbook without the default password. Raises Refused where it has one of its own."""
    plain = io.BytesIO()
    try:
        with path.open("rb") as stream:
            workbook = msoffcrypto.OfficeFile(stream)
            workbook.load_key(password=DEFAULT_PASSWORD)
            workbook.decrypt(plain)
    except (*_FAULTS, *_DAMAGE):
        raise Refused(encrypted(place)) from None
    return plain.getvalue()
