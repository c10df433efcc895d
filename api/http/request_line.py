"""Takes addresses as people type them: `curl '…/api/search?q=许崇育'` sends UTF-8 bytes as they are."""

from __future__ import annotations

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_FIRST_NOT_ASCII = 0x80


class RequestLineProtocol(H11Protocol):
    """HTTP/1.1 whose request line may hold bytes beyond ASCII; they are percent-encoded first."""

    def data_received(self, data: bytes) -> None:
        """Bytes from the client; while no request is under way they begin with its first line."""
        if self.conn.their_state is h11.IDLE:
            line, end, rest = data.partition(b"\n")
            data = b"".join(map(_encoded, line)) + end + rest
        super().data_received(data)


def _encoded(byte: int) -> bytes:
    return b"%%%02X" % byte if byte >= _FIRST_NOT_ASCII else bytes((byte,))
