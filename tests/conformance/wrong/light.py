"""Light forms, right and wrong."""

import numpy as np

import radeh


def read(params, state):
    return lambda texts: [params["separator"].join(text.split()) for text in texts]


def read_wrongly(params, state):
    return lambda texts: [text.strip() for text in texts]


def score(params, state, coef):
    def rows(texts):
        found = [[params["scale"] * len(t.split()), len(t) / state["mean_length_"]] for t in texts]
        return np.array(found, dtype=float).reshape(len(texts), 2) @ coef.T

    return rows


def score_wrongly(params, state, coef):
    right = score(params, state, coef)
    return lambda texts: 1 + right(texts)


def form(params, state):
    return radeh.LinearForm(state["coef_"], state["intercept_"])


def form_wrongly(params, state):
    return radeh.LinearForm(state["coef_"], 1 + state["intercept_"])
