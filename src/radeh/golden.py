"""Texts that every model scores when it is trained, and again whenever it is loaded.

They mix the scripts, digits, signs and dirt that readers disagree about, so that a changed
normalizer or scorer shows. They were written for this project.
"""

GOLDEN_TEXTS = (
    "وزیران امور خارجهٔ دو کشور درباره‌ی امنیت مرزها و تجارت گفت‌وگو می‌کنند.",
    "قيمت هر دالر امروز به ۷۰٫۵ افغاني رسيد؛ كتاب‌ها و خانه ها، ٣ موتر.",
    "پوليس ولايت هرات از بازداشت سه نفر خبـــر داد www.example.org #هرات",
    "The match ended 2-1; CAFÉ prices rose by 5%.",
)
