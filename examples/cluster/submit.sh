#!/bin/sh
# Reduces MATRIX (NPY) in parts with Slurm, and draws it. The folder and the matrix are on a disk that all nodes share.
#
#   MATRIX=big.npy ROWS=100000 STEP=4096 sh submit.sh
#
# If a node fails, Slurm starts its task again (--requeue). Submitted again, only the parts that are missing are made.
set -eu
: "${MATRIX:?}" "${ROWS:?}" "${STEP:=4096}" "${HEATMAP:=heatmap}"
export MATRIX ROWS STEP HEATMAP
mkdir -p parts
rm -f all.hm figure.svg
folder=$(dirname "$0")
array=$(sbatch --parsable --array="0-$(((ROWS - 1) / STEP))" "$folder/reduce.slurm")
sbatch --wait --dependency="afterok:$array" --kill-on-invalid-dep=yes --job-name=heatmap-merge \
  --wrap="'$HEATMAP' merge parts/*.hm -o all.hm && '$HEATMAP' all.hm -o figure.svg"
test -e figure.svg
