import numpy as np
import pytest

import radeh
from radeh.splits import folds, hold_out, near_duplicates, stratified

STORY = "وزیر امور خارجه امروز در نشست خبری از سفر هیئت بازرگانی به پایتخت همسایه خبر داد و گفت"


def documents(n=100, **fields):
    return [
        radeh.Document(
            text=f"متن یگانه {number} " + " ".join(f"واژه{number}{k}" for k in range(12)),
            id=str(number),
            labels=("a",) if number % 10 == 0 else ("b",),
            fields={name: values[number] for name, values in fields.items()},
        )
        for number in range(n)
    ]


def truth(found):
    return np.array([["a" in d.labels, "b" in d.labels] for d in found], dtype=float)


def test_near_duplicates_are_one_group_and_others_are_not():
    texts = [STORY, "باران بارید و هوا سرد شد", f"{STORY} که", f"خبر فوری: {STORY}", "باران", ""]
    group = near_duplicates(texts)
    assert group[0] == group[2] == group[3]
    assert len(set(group.tolist())) == 4


def test_copies_stay_on_one_side():
    found = documents(60)
    copies = [radeh.Document(text=d.text + " پایان", labels=d.labels) for d in found]
    everything = [*found, *copies]
    learn, judge = hold_out(everything, truth(everything), "0.25", seed=1)
    assert {i % 60 for i in learn}.isdisjoint({i % 60 for i in judge})
    assert len(judge) == 30


def test_every_part_has_its_share_of_rare_labels_and_their_combinations():
    rng = np.random.default_rng(0)
    rows = (rng.random((1000, 6)) < [0.5, 0.3, 0.1, 0.05, 0.02, 0.01]).astype(float)
    part = stratified(rows, range(1000), [0.5, 0.25, 0.25], seed=0)
    for number, share in enumerate((0.5, 0.25, 0.25)):
        assert abs((part == number).sum() - 1000 * share) <= 2
        assert (np.abs(rows[part == number].sum(axis=0) - share * rows.sum(axis=0)) <= 2).all()


def test_whole_groups_of_a_field_are_held_out():
    found = documents(paper=[f"paper {n % 7}" for n in range(100)])
    learn, judge = hold_out(found, truth(found), "by:paper")
    assert {i % 7 for i in learn}.isdisjoint({i % 7 for i in judge})


def test_the_latest_fifth_judges():
    found = documents(year=[2000 + (n * 37) % 100 for n in range(100)])
    learn, judge = hold_out(found, truth(found), "time:year")
    year = [d.fields["year"] for d in found]
    assert max(year[i] for i in learn) < min(year[i] for i in judge)
    assert len(judge) == 20


@pytest.mark.parametrize("how", ["by:nothing", "2", "0", "half", "by:same", "time:same"])
def test_a_split_that_cannot_be_says_why(how):
    found = documents(same=["x"] * 100)
    with pytest.raises(radeh.RadehError, match=r"validation|no field"):
        hold_out(found, truth(found), how)


def test_folds_judge_every_document_once():
    found = documents()
    texts = [d.text for d in found]
    for groups in (None, [f"g{n % 4}" for n in range(100)]):
        judged = [row for _, judge in folds(truth(found), texts, groups, 4, 0) for row in judge]
        assert sorted(judged) == list(range(100))


def test_texts_without_a_source_always_learn_and_never_judge():
    sources = ["a", "", "b", "", "c", "a"]
    parts = list(folds(np.zeros((6, 1)), ["متن"] * 6, sources, 10, 0))
    assert sorted(row for _, judge in parts for row in judge) == [0, 2, 4, 5]
    for learn, judge in parts:
        assert {1, 3} <= set(learn)
        assert not {sources[row] for row in learn} & {sources[row] for row in judge}
