"""How many items change labels when the text is dirtied: ``python benchmarks/robustness.py``.

Any model and any corpus: ``--model news-topics --corpus dari news-dev``. Without ``--model`` the
recipe is trained first, on the training corpora and the seeds. Beside it stands what people use
today, scikit-learn's TF-IDF and one-vs-rest logistic regression, trained on the same texts in the
same run. Texts that carry half-spaces are counted apart, too: the others cannot lose any.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

import radeh

sys.path.insert(0, str(Path(__file__).parent))

import dirt

from radeh_topics import LABELS, corpora
from radeh_topics.build import training_documents

#: A longer line before an article is its standfirst, and no furniture.
LONGEST_MENU_LINE = 15
#: What is longer, in characters, is no headline that another page would list.
LONGEST_HEADLINE = 140

Predict = Callable[[Sequence[str]], npt.NDArray[np.bool_]]


class Baseline:
    """TF-IDF and one logistic regression a label, with scikit-learn's own reading of text."""

    def __init__(self, documents: Sequence[radeh.Document]) -> None:
        self.vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=2)
        features = self.vectorizer.fit_transform([d.text for d in documents])
        self.solvers = []
        for label in LABELS:
            known = np.array([label not in d.unknown for d in documents])
            truth = np.array([label in d.labels for d in documents])[known]
            solver = LogisticRegression(C=10, class_weight="balanced", max_iter=1000)
            self.solvers.append(solver.fit(features[known], truth))

    def predict(self, texts: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return booleans, shape ``(n, n_labels)``."""
        features = self.vectorizer.transform(texts)
        return np.column_stack([solver.predict(features) for solver in self.solvers])


def pages() -> list[tuple[str, str]]:
    """Return what stands before and after the article in each real page at hand."""
    found = []
    for document in corpora.dari():
        raw, body = document.fields.get("raw"), document.text.partition("\n")[2]
        lines = body.split("\n")
        if raw and lines[0] in raw and lines[-1] in raw:
            start = raw.index(lines[0])
            end = raw.rindex(lines[-1]) + len(lines[-1])
            title = document.text.partition("\n")[0]
            before = "\n".join(
                line
                for line in raw[:start].split("\n")
                if line.strip() != title and len(line.split()) < LONGEST_MENU_LINE
            )
            found.append((before, raw[end:]))
    return found


def corpus(name: str, limit: int) -> list[radeh.Document]:
    """Return a sample of a corpus, the same each time."""
    documents = list(radeh.default_registry().find("corpus", name).load()())
    if name == "news-train":
        documents = [d for d in documents if d.fields.get("labelled_by") == "reading"]
    random.Random(0).shuffle(documents)
    return documents[:limit] if limit else documents


def changed(predict: Predict, clean: Sequence[str], dirty: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return for each text whether its labels change."""
    return (predict(clean) != predict(dirty)).any(axis=1)


def dirty_texts(
    documents: Sequence[radeh.Document], exact: bool = True
) -> dict[str, tuple[list[str], list[str]]]:
    """Return clean and dirty texts for each kind of dirt."""
    texts = [d.text for d in documents]
    kinds = {}
    for name, soil in {**(dirt.EXACT if exact else {}), **dirt.LABELS}.items():
        kinds[name] = texts, [soil(text, random.Random(i)) for i, text in enumerate(texts)]
    articles = [text for text in texts if "\n" in text and len(text) > 400] or texts
    firsts = {text.partition("\n")[0] for text in texts}
    headlines = sorted(first for first in firsts if 20 < len(first) < LONGEST_HEADLINE)
    kinds["page furniture"] = (
        articles,
        [dirt.page_furniture(t, random.Random(i), headlines) for i, t in enumerate(articles)],
    )
    if corpora.available() and (real := pages()):
        kinds["real pages' furniture"] = (
            articles,
            [dirt.real_furniture(t, real[i % len(real)]) for i, t in enumerate(articles)],
        )
    if raw := [d for d in documents if d.fields.get("raw")]:
        kinds["real pages, raw"] = [d.text for d in raw], [d.fields["raw"] for d in raw]
    return kinds


def report(
    name: str, documents: list[radeh.Document], predictors: dict[str, Predict], *, exact: bool
) -> None:
    """Print the table of one corpus."""
    print(f"\n{name}: {len(documents)} items; share that changes labels, %")
    print(f"{'dirt':26}{'items':>7}" + "".join(f"{who:>12}" for who in predictors))
    for kind, (clean, soiled) in dirty_texts(documents, exact).items():
        flags = {who: changed(predict, clean, soiled) for who, predict in predictors.items()}
        rows = [(kind, np.ones(len(clean), dtype=bool))]
        if kind == "half-spaces spaced":
            carrying = np.array([dirt.HALF_SPACE in text for text in clean])
            rows.append(("  of items that have any", carrying))
        for title, chosen in rows:
            if chosen.any():
                shares = "".join(f"{100 * flags[who][chosen].mean():12.2f}" for who in predictors)
                print(f"{title:26}{int(chosen.sum()):7}{shares}", flush=True)


def main() -> None:
    """Train what is to be trained, and print a table for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", help="a model's name or directory; trained here by default")
    parser.add_argument("--recipe", default="topics", help="the recipe to train")
    parser.add_argument("--corpus", nargs="+", default=["seeds", "news-train", "news-dev", "dari"])
    parser.add_argument("--limit", type=int, default=0, help="take so many items of each corpus")
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument(
        "--no-exact", action="store_true", help="only the dirt that may change scores"
    )
    parser.add_argument("--no-calibration", action="store_true", help="train faster; labels at 0.5")
    arguments = parser.parse_args()
    documents = training_documents() if corpora.available() else corpus("seeds", 0)
    if arguments.model:
        model = radeh.load(arguments.model)
    else:
        weights = [corpora.weight(document) for document in documents]
        model = radeh.train(
            arguments.recipe,
            documents,
            label_names=LABELS,
            sample_weight=weights,
            calibrate=not arguments.no_calibration,
        )
    predictors: dict[str, Predict] = {"radeh": model.predict}
    if not arguments.no_baseline:
        predictors["baseline"] = Baseline(documents).predict
    for name in arguments.corpus:
        report(name, corpus(name, arguments.limit), predictors, exact=not arguments.no_exact)


if __name__ == "__main__":
    main()
