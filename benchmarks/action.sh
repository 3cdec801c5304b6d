#!/usr/bin/env bash
# The shell part of action.yml: install base and head in an environment each, measure them in
# turns, compare. Run in a checkout; what to do comes in the environment (see action.yml).
set -euo pipefail
: "${BASE:?the commit to compare with}" "${OUTPUT:?a folder for the results}"
: "${PYTHON:=python3}" "${INSTALL:=.}" "${RECIPES:=}" "${MODELS:=news-topics}" "${CORPORA:=seeds}"
: "${ARGUMENTS:=}" "${GITHUB_OUTPUT:=/dev/stdout}" "${GITHUB_STEP_SUMMARY:=/dev/null}"

mkdir -p "$OUTPUT"
git worktree add --quiet --detach "$OUTPUT/base" "$BASE"
trap 'git worktree remove --force "$OUTPUT/base"' EXIT

install() { # checkout, environment
  "$PYTHON" -m venv "$2"
  # shellcheck disable=SC2086 # INSTALL holds arguments
  (cd "$1" && "$2/bin/python" -m pip install --quiet $INSTALL)
}
install "$OUTPUT/base" "$OUTPUT/base-env"
install "$PWD" "$OUTPUT/head-env"

names=()
for name in $RECIPES; do names+=(--recipe "$name"); done
for name in $MODELS; do names+=(--model "$name"); done
for name in $CORPORA; do names+=(--corpus "$name"); done
radeh="$OUTPUT/head-env/bin/radeh"
"$radeh" benchmark pair "${names[@]}" --output "$OUTPUT" \
  --base "$OUTPUT/base-env/bin/python" --head "$OUTPUT/head-env/bin/python" \
  --base-commit "$(git -C "$OUTPUT/base" rev-parse HEAD)" --head-commit "$(git rev-parse HEAD)"
"$radeh" benchmark report "$OUTPUT/base.jsonl" "$OUTPUT/head.jsonl" --output "$OUTPUT/report.html"

status=0
# shellcheck disable=SC2086 # ARGUMENTS holds arguments
"$radeh" benchmark compare "$OUTPUT/base.jsonl" "$OUTPUT/head.jsonl" \
  --markdown "$OUTPUT/comparison.md" $ARGUMENTS || status=$?
test -s "$OUTPUT/comparison.md"
cat "$OUTPUT/comparison.md" >>"$GITHUB_STEP_SUMMARY"
{
  echo "status=$status"
  echo "report=$OUTPUT/report.html"
  echo "markdown=$OUTPUT/comparison.md"
} >>"$GITHUB_OUTPUT"
