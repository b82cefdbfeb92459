"""Codes of the administrative tree (GB/T 2260, statistical codes): containment is the prefix."""


def area_prefix(code: str) -> str:
    """The digits that every code inside the area starts with: 440100 → 4401, 440104001000 → 440104001, 000000 → ''."""
    if len(code) == 12 and code.endswith("000"):
        code = code[:9]
    if len(code) == 6:
        while code.endswith("00"):
            code = code[:-2]
    return code
