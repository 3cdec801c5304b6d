"""The kinds of pairs of the variant table."""

#: Those that are read as one unless they are switched off.
KINDS = (
    "spelling",
    "ezafe",
    "compound",
    "loan",
    "everyday",
    "institution",
    "months",
    "measures",
    "names",
    "places",
)
