"""The one tree of errors. Each has an HTTP status, a stable code and a message in two languages."""

from __future__ import annotations


class QiaotuError(Exception):
    """Base of every error that a user may see.

    `zh` and `en` say what is wrong, where, and how to mend it; `field` names the offending
    parameter, property or column when there is one.
    """

    status = 500
    code = "internal_error"
    retry_after: int | None = None

    def __init__(self, en: str, zh: str, *, field: str | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh
        self.field = field


class InvalidInput(QiaotuError):
    """A value that breaks a rule; nothing was written."""

    status = 422
    code = "invalid_input"


class NotFound(QiaotuError):
    """An id that nothing has."""

    status = 404
    code = "not_found"


class Conflict(QiaotuError):
    """A write that the present state refuses: a taken id, an entity that still has relationships."""

    status = 409
    code = "conflict"


class StoreUnavailable(QiaotuError):
    """The store cannot be reached or is closed; the same request may succeed later."""

    status = 503
    code = "store_unavailable"
    retry_after = 5

    def __init__(
        self,
        en: str = "The graph store cannot be reached at the moment. Try again shortly.",
        zh: str = "暂时无法连接图数据库,请稍后再试。",
    ) -> None:
        super().__init__(en, zh)


class Overtaken(StoreUnavailable):
    """Writes changed what an answer or a file is made of while it was put together.

    `retry_after`: seconds after which the next try may hold.
    """

    code = "overtaken"

    def __init__(self, retry_after: int = 1) -> None:
        self.retry_after = retry_after
        super().__init__(
            "The data changed while this was being put together. "
            "Try again, if need be when it is quieter.",
            "数据在组织过程中发生了变化,请重试;若仍如此,请在较空闲时再试。",
        )


class StoreTimeout(QiaotuError):
    """A query ran past the store's time limit and was stopped."""

    status = 503
    code = "store_timeout"
    retry_after = 10

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The query was stopped after {seconds:g} s. Narrow it, or raise QIAOTU_STORE_TIMEOUT.",
            f"查询超过 {seconds:g} 秒被终止。请缩小范围,或调高 QIAOTU_STORE_TIMEOUT。",
        )


class QueryFault(QiaotuError):
    """A query file, or its parameters, that an engine refuses: a defect of ours, not of the user's."""

    code = "query_fault"


class ConfigurationError(QiaotuError):
    """A setting, file or environment that does not let the program start."""

    code = "configuration"


class StoreInUse(ConfigurationError):
    """Another process, most often the server, has the embedded store open."""


class DataFault(QiaotuError):
    """A data file that breaks its own rules; names file, place and rule."""

    status = 422
    code = "data_fault"
