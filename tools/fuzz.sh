#!/bin/sh
# Fuzzes every reader of foreign files (images, idx, tar, tables, weights, model files) for a time, with seeds that nobody has tried.
# Usage: tools/fuzz.sh [SECONDS]    600 unless told; shared out among the tests. A failure names its seed, case and input.
# HONE_FUZZ_SEED=N repeats a seed.
set -eu

seconds=${1:-600}
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# 31 runs of the fuzzer: some tests have several.
each=$(awk "BEGIN { print $seconds / $(grep -rhoE 'Fuzzer\.Run\(|FuzzFiles\("|Fuzz\("' --include=*Tests.cs "$root/tests" | wc -l) }")
failed=0
for project in Learn Nn; do
    tests=$root/tests/Hone.$project.Tests
    dotnet build -c Release -v q --nologo "$tests" >&2
    HONE_FUZZ_SECONDS=$each dotnet "$tests/bin/Release/net10.0/Hone.$project.Tests.dll" -trait Category=Fuzz -parallel none -showLiveOutput -noColor | tee -a "$log" || failed=1
    grep -q 'Failed: 0' "$log" || failed=1
done
awk '/\[OUTPUT\] fuzz: / { for (i = 1; i <= NF; i++) { if ($i ~ /^cases/) cases += $(i - 1); if ($i ~ /^accepted/) accepted += $(i - 1); if ($i == "s") time += $(i - 1) } runs++ }
END { printf "%d cases in %d runs, %d accepted, %.0f s, %.0f cases/s\n", cases, runs, accepted, time, cases / time }' "$log"
exit $failed
