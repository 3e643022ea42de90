#!/bin/sh
# Reduces MATRIX (NPY) in parts with GNU parallel, on this machine or on those of --sshlogin, and draws it.
#
#   MATRIX=big.npy ROWS=100000 STEP=4096 sh parallel.sh --sshloginfile hosts
#
# A part that fails or is killed leaves no file. Parallel makes it again, twice at most; started again, it makes only the
# parts that are missing. All machines need the file under the same path.
set -eu
: "${MATRIX:?}" "${ROWS:?}" "${STEP:=4096}" "${PARTS:=parts}" "${HEATMAP:=heatmap}"
mkdir -p "$PARTS"
seq 0 "$STEP" "$((ROWS - 1))" | parallel --will-cite --retries 3 --halt soon,fail=1 "$@" "
  to=\$(( {} + $STEP < $ROWS ? {} + $STEP : $ROWS ))
  test -e $PARTS/{}.hm || $HEATMAP reduce $MATRIX --rows {}:\$to -o $PARTS/{}.hm"
$HEATMAP merge "$PARTS"/*.hm -o all.hm
$HEATMAP all.hm -o figure.svg
