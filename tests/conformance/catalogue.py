"""Which deliberately wrong plugin each check has to catch."""

import os
from pathlib import Path

import numpy as np
from wrong import entry, plugins
from wrong.plugins import Offering, classifier, component, corpus, extractor, normalizer, recipe

import radeh

#: The processes that the kit starts import the wrong plugins, too.
HERE = str(Path(__file__).parent)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [HERE, os.environ.get("PYTHONPATH", "")]))

RIGHT = Offering(
    radeh.Recipe(
        name="right",
        summary="a recipe",
        normalizer="right-normalizer",
        features="right-features",
        classifier="right-classifier",
    ),
    normalizer=[
        component("right:Normalizer", name="right-normalizer", light="wrong.light:read"),
    ],
    extractor=[component("right:Extractor", name="right-features", light="wrong.light:score")],
    classifier=[component("right:Classifier", name="right-classifier", light="wrong.light:form")],
)

#: (check, what is wrong, the plugin)
WRONG = [
    ("is_loaded", "a hook raises", plugins.Raises()),
    ("leaves_the_process_running", "a hook calls os._exit", plugins.Exits()),
    ("loads_in_time", "a hook sleeps for a minute", plugins.Hangs()),
    ("is_quiet", "a hook prints", plugins.Prints()),
    ("records_are_valid", "a hook yields a string", plugins.Rubbish()),
    ("records_stay_as_yielded", "a hook changes its record", plugins.Mutates()),
    ("offers_something", "a hook without the marker", plugins.Forgets()),
    (
        "names_are_its_own",
        "the name of a bundled normalizer",
        normalizer("right:Normalizer", name="persian"),
    ),
    ("hooks_repeat_themselves", "another name at each call", plugins.Changes()),
    (
        "entry_module_is_light",
        "the entry module imports numpy",
        entry.HeavyEntry(normalizer=[component("right:Normalizer")]),
    ),
    ("target_resolves", "the class does not exist", normalizer("right:Normaliser")),
    ("target_resolves", "the target is no class", normalizer("light:read")),
    ("summary_is_one_line", "two lines", normalizer("right:Normalizer", summary="one\ntwo")),
    (
        "defaults_are_parameters",
        "a misspelt parameter",
        normalizer("right:Normalizer", defaults={"seperator": " "}),
    ),
    (
        "is_default_constructible",
        "a parameter without default",
        normalizer("contracts:NeedsArgument"),
    ),
    (
        "constructor_only_stores",
        "derives an attribute",
        normalizer("contracts:DerivesInConstructor"),
    ),
    ("constructor_only_stores", "converts", extractor("contracts:CopiesInConstructor")),
    (
        "parameters_round_trip",
        "takes any parameter",
        normalizer("contracts:TakesAnyParameter"),
    ),
    ("clones", "the clone is fitted", classifier("contracts:RemembersInClone")),
    ("fit_returns_self", "returns None", normalizer("learning:ReturnsNothing")),
    ("fit_keeps_parameters", "tunes a parameter", extractor("learning:TunesItsParameter")),
    ("input_is_left_alone", "sorts the texts", extractor("learning:SortsTheCallersTexts")),
    (
        "input_is_left_alone",
        "zeroes the matrix",
        classifier("learning:ClearsTheCallersMatrix"),
    ),
    (
        "learned_attributes_end_with_underscore",
        "learns `seen`",
        extractor("learning:LearnsWithoutUnderscore"),
    ),
    ("unfitted_use_is_refused", "AttributeError", extractor("learning:CrashesUnfitted")),
    ("unfitted_use_is_refused", "answers anyway", extractor("learning:AnswersUnfitted")),
    ("refit_forgets", "averages with the last fit", extractor("learning:Accumulates")),
    ("same_seed_same_result", "draws without a seed", classifier("learning:DrawsWithoutSeed")),
    ("use_changes_nothing", "counts its calls", extractor("learning:CountsItsCalls")),
    (
        "record_is_left_alone",
        "appends to a default",
        extractor("learning:GrowsItsDefault", defaults={"stop_words": []}),
    ),
    ("length_is_kept", "drops texts", normalizer("rows:DropsEmptyTexts")),
    ("no_texts_no_rows", "raises at an empty batch", extractor("rows:RaisesAtNoTexts")),
    ("alone_is_as_in_a_batch", "scales by the batch", extractor("rows:LooksAtItsNeighbours")),
    ("alone_is_as_in_a_batch", "centres by the batch", classifier("rows:ScalesByTheBatch")),
    ("order_is_kept", "sorts by length", normalizer("rows:SortsByLength")),
    ("repeated_texts_are_kept", "drops duplicates", normalizer("rows:DropsDuplicates")),
    ("containers_are_equal", "indexes by number", extractor("rows:IndexesByNumber")),
    ("empty_and_blank_texts", "needs a word", extractor("texts:NeedsAWord")),
    (
        "half_spaces",
        "needs letters beside them",
        normalizer("texts:NeedsLettersBesideHalfSpaces"),
    ),
    ("letters_and_digits", "NaN for ٣", extractor("texts:KnowsPersianDigitsOnly")),
    ("foreign_matter", "encodes strictly", normalizer("texts:EncodesStrictly")),
    ("long_texts", "recurses letter by letter", normalizer("texts:RecursesByLetter")),
    ("returns_a_list_of_strings", "returns an array", normalizer("texts:GivesAnArray")),
    ("is_total", "raises at U+202E", normalizer("texts:RaisesAtControls")),
    ("is_idempotent", "halves a run at each call", normalizer("texts:FoldsOncePerCall")),
    (
        "normalizer_light_form_agrees",
        "the light form only strips",
        normalizer("right:Normalizer", light="wrong.light:read_wrongly"),
    ),
    (
        "normalizer_light_form_agrees",
        "the light form imports scikit-learn",
        normalizer("right:Normalizer", light="wrong.heavy_light:read"),
    ),
    ("returns_csr", "a dense array", extractor("features:GivesADenseArray")),
    ("width_is_fixed", "one more column for emoji", extractor("features:WidensWithTheText")),
    ("width_is_fixed", "no n_features_out_", extractor("features:SaysNoWidth")),
    ("names_match_columns", "three names, two columns", extractor("features:NamesTooMany")),
    ("fit_transform_agrees", "twice as much", extractor("features:TrainsOnOtherFeatures")),
    (
        "extractor_light_form_agrees",
        "one more",
        extractor("right:Extractor", light="wrong.light:score_wrongly"),
    ),
    ("learns_a_problem", "learns nothing", classifier("classifiers:LearnsNothing")),
    ("learns_a_problem", "IndexError", classifier("classifiers:RefusesByIndexError")),
    ("has_scores", "predictions only", classifier("classifiers:PredictsOnly")),
    ("predictions_are_classes", "numbers", classifier("classifiers:PredictsNumbers")),
    ("labels_in_labels_out", "one label only", classifier("classifiers:PicksOneLabel")),
    (
        "probabilities_are_probabilities",
        "logarithms",
        classifier("classifiers:GivesDecisionsAsProbabilities"),
    ),
    (
        "probabilities_agree_with_predictions",
        "columns reversed",
        classifier("classifiers:ColumnsReversed"),
    ),
    (
        "decisions_agree_with_predictions",
        "the opposite",
        classifier("classifiers:DecidesTheOtherWay"),
    ),
    ("texts_without_features", "divides by zero", classifier("classifiers:DividesByLength")),
    (
        "classifier_light_form_agrees",
        "another intercept",
        classifier("right:Classifier", light="wrong.light:form_wrongly"),
    ),
    ("survives_storage", "learns a set", extractor("places:LearnsASet")),
    ("survives_storage", "learns `_factor`", extractor("places:HidesWhatItLearns")),
    ("survives_pickling", "keeps a lock", extractor("places:KeepsALock")),
    ("threads_agree", "a buffer on self", normalizer("places:KeepsAScratchBuffer")),
    ("n_jobs_changes_nothing", "divides by n_jobs", classifier("places:SplitsByJobs")),
    ("article_in_time", "sleeps", normalizer("places:Sleeps")),
    ("megabyte_in_time", "slow when long", normalizer("places:Quadratic")),
    ("memory", "800 bytes for each letter", normalizer("places:Hoards")),
    ("recipe_builds", "no such classifier", recipe(recipe={"classifier": "nobody"})),
    ("recipe_trains", "needs 1000 texts", recipe(classifier="recipes:NeedsAThousandTexts")),
    ("recipe_survives_storage", "learns a function", recipe(extractor="recipes:LearnsALambda")),
    (
        "recipe_agrees_with_its_pipeline",
        "a light form of another",
        recipe(
            light={
                "extractor": "wrong.light:score",
                "classifier": "wrong.recipes:form_of_another",
            }
        ),
    ),
    ("yields_documents", "dictionaries", corpus("dictionaries")),
    ("yields_documents", "an id twice", corpus("one_id_twice")),
    ("labels_are_declared", "a label of its own", corpus("undeclared")),
    ("order_is_fixed", "shuffled at each reading", corpus("shuffled")),
]


def wrong_models(folder: Path) -> list[tuple[str, str, Offering]]:
    """Return wrong trained models, made in a folder."""
    trained = folder / "trained"
    texts = ["گل زد گل", "داور سوت زد", "نرخ دالر", "بازار نفت"] * 2
    radeh.train("hashed", texts, ["sport", "sport", "market", "market"] * 2).save(trained)
    drifted = radeh.load(trained)
    drifted.golden = [{**kept, "scores": [9.0, 9.0]} for kept in drifted.golden]
    drifted.save(folder / "drifted")
    uncertain = radeh.load(trained)
    step = uncertain.steps["classifier"]
    nowhere = np.full_like(step.state["intercept_"], np.nan)
    step.state = {**step.state, "intercept_": nowhere}
    uncertain.save(folder / "uncertain")
    labels = ("market", "sport")
    return [
        ("model_is_as_trained", "other golden scores", plugins.model(folder / "drifted", labels)),
        ("model_has_its_labels", "other labels", plugins.model(trained, ("sport", "market"))),
        ("model_classifies_any_text", "a NaN inside", plugins.model(folder / "uncertain", labels)),
    ]
