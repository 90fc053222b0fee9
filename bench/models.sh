#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The models and their peers in turn, file by file, so that all meet the machine in the same mood:
#
#     bench/models.sh BENCH-MODELS FILE.csv…
#
# On Debian the peers are there after: apt install r-base-core r-cran-forecast r-cran-prophet
# python3-statsmodels
bench=$1
here=$(dirname "$0")
shift
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
grep -m1 'model name' /proc/cpuinfo
date --utc +%F
for file in "$@"; do
  echo "== $file"
  "$bench" "$file"
  command -v Rscript >/dev/null && Rscript "$here/peers.R" "$file"
  "$bench" --order=1,0,1,0,1,1 --published "$file"
  /usr/bin/python3 -c 'import statsmodels' 2>/dev/null &&
    /usr/bin/python3 "$here/peers.py" 1,0,1,0,1,1 "$file"
done
