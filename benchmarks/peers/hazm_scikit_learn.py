"""hazm reads, scikit-learn learns: what Persian tutorials show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import hazm
from sklearn.feature_extraction.text import TfidfVectorizer

sys.path.append(str(Path(__file__).parent))  # the interpreter was told to leave it out
from scikit_learn import Contestant as ScikitLearn

_NORMALIZER = hazm.Normalizer()
_TOKENIZER = hazm.WordTokenizer()


def tokens(text: str) -> list[str]:
    """Normalise and tokenise with hazm's defaults."""
    found: list[str] = _TOKENIZER.tokenize(_NORMALIZER.normalize(text))
    return found


class Contestant(ScikitLearn):
    """As scikit-learn, with hazm's tokens."""

    def features(self) -> Any:
        """Return the feature extractor; a named function of a module on the path pickles."""
        from hazm_scikit_learn import tokens

        return TfidfVectorizer(
            sublinear_tf=True, min_df=2, tokenizer=tokens, token_pattern=None, lowercase=False
        )
