"""The classes of further data (`extra`): what an office's own column is, by what it is called.

A column of theirs that no property takes is kept under its header. Who may be told of it is settled
key by key, as for properties; what no word gives away is internal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graph.schema import Privacy

_REMEMBERED = 4096  # headers of a province's sheets are a few hundred

_SENSITIVE = re.compile(
    r"身份证|证件|护照|通行证|银行|账号|账户|帐号|工资|薪|收入|存款|资产|房产|债务|纳税|贷款|出生|生日|年龄|属相|生肖"
    r"|婚姻|婚否|离异|宗教|信仰|民族|族别|健康|身体|病|残疾|血型|政治|党派|党员|入党|指纹|人脸|基因|忠诚|犯罪|处分|信用"
    r"|未成年|监护|passport|id ?card|salary|income|birth|\bage\b|marital|religio|ethnic|health|politic"
    r"|\bbank",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"电话|手机|座机|号码|传真|微信|qq|邮箱|邮件|邮编|地址|住址|住处|门牌|住所|联系方式|联络方式|抖音|微博|领英|脸书|推特"
    r"|紧急联系|通讯|通信|phone|mobile|\btel|fax|wechat|weixin|whatsapp|telegram|line ?id|skype|e-?mail"
    r"|address|facebook|linkedin|twitter|contact",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def class_of(header: str) -> Privacy:
    """The class of what stands under a header: sensitive, contact, else internal."""
    if _SENSITIVE.search(header):
        return "sensitive"
    return "contact" if _CONTACT.search(header) else "internal"


def told_of(extra: Mapping[str, Any], classes: frozenset[Privacy]) -> dict[str, Any]:
    """The further data of these classes."""
    return {key: value for key, value in extra.items() if class_of(key) in classes}
