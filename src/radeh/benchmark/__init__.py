"""Speed, accuracy and weight of recipes, models and peers, measured so that they can be gated on.

A *contestant* is anything that can be fitted and classify: a recipe, a trained model, or a peer
library in an environment of its own. A *task* is a corpus with its folds. `contest` measures
contestants on a task; `results` keeps what was measured; `compare`, `board` and `report` read it.
"""
