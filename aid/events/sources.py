"""What a case wrote says so in words and leads to the case."""

from __future__ import annotations

from aid.selectors.case_of_person import words_of_cases
from core.sources import SourceKind, source_kinds

source_kinds.register(SourceKind("aid", words_of_cases))
