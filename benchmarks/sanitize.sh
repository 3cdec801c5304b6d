#!/usr/bin/env bash
# Build the compiled modules with the address and undefined-behaviour sanitizers, in a copy of the
# tree, and run the tests of compiled code and a minute of fuzzing with them. Needs gcc and an
# environment with radeh[test]: PYTHON=.venv/bin/python benchmarks/sanitize.sh [FUZZ_SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(realpath -s "${PYTHON:-python3}")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r src plugins seeds benchmarks tests pyproject.toml setup.py README.md LICENSE docs "$copy"
cd "$copy"
find . -name '*.so' -delete
flags="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g -O1"
CFLAGS="$flags" LDFLAGS="-fsanitize=address,undefined" "$python" setup.py -q build_ext --inplace
export LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
# Python itself lets go of less than it took; what is looked for here is misuse.
export ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc PYTHONPATH="$copy/src:$copy/plugins"
"$python" -c 'import radeh._native as n; print(n.__file__)'
"$python" -m pytest -q -p no:cacheprovider -p no:xdist tests/properties/test_native.py \
  tests/properties/test_fused_scorer.py tests/plugins/test_tfidf.py
"$python" benchmarks/fuzz_native.py "${1:-60}"
