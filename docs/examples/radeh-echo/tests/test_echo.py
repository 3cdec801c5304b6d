import radeh
from radeh.testing import parametrize_with_checks


@parametrize_with_checks("echo")
def test_conformance(check):
    check()


def test_chants_are_told_from_prose():
    chants = ["نان کار آزادی نان کار آزادی", "گل گل گل گل", "ایران ایران ایران ایران"]
    prose = ["امروز باران بارید", "مدرسه‌ها فردا باز می‌شوند", "کتاب تازه‌ای خواندم"]
    model = radeh.train("echo", chants + prose, ["chant"] * 3 + ["prose"] * 3)
    assert model.classify("سیب سیب سیب سیب").labels == ("chant",)
