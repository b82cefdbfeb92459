"""The many ways to write a community's name (handbook D28)."""

import re

from core.domain.text import clean_text

# Longest first: each form seen in published lists and in feeds.
_SUFFIX = re.compile(
    r"(?:社区居民委员会|居民委员会|社区居委会|社区居委|社区党群服务中心|社区服务站|社区工作站|居委会|居委|社区|居民区)\Z"
)
_ABOVE = re.compile(
    r"^(?:中国)?(?:广东省)?(?:广州市)?(?:(?:越秀|东山)区)?(?:(?P<street>[\u4e00-\u9fff]{1,5}?)街(?:道办事处|道办|道))?(?=.)"
)


def community_key(raw: object) -> str:
    """What the spellings of one community share: 三眼井 for 三眼井居委会, 三眼井社区居民委员会 …

    Prefixes of city, district and street (with 街道) are dropped. Empty for an empty cell.
    A name that is only a suffix is returned as it stands.
    """
    text = re.sub(r"\s+", "", clean_text(raw).value)
    text = re.sub(r"[(\uff08].*?[)\uff09]", "", text)
    above = _ABOVE.match(text)
    rest = text[above.end() :] if above else text
    return _SUFFIX.sub("", rest) or rest


def street_in(raw: object) -> str:
    """The street named in front of a community (洪桥 in 越秀区洪桥街道三眼井社区), or ""."""
    found = _ABOVE.match(re.sub(r"\s+", "", clean_text(raw).value))
    return (found["street"] or "") if found else ""


def is_published_form(raw: object, published: str) -> bool:
    """The cell is written exactly as the statistics bureau publishes it: nothing to correct."""
    return raw == published
