#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The window over ten million rows, and while a million more come in:
#
#     bench/window.sh BUILD-DIR [ROWS]
#
# Needs Xvfb; the software renderer draws.
set -e
build=$(cd "$1" && pwd)
rows=${2:-10000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$build/bench/bench-sales" "$rows" >"$folder/sales.csv"
"$build/bench/bench-sales" 1000000 "$((rows / 2000))" >"$folder/more.csv"
"$build/src/cli/foretell-cli" --data-dir="$folder/data" import --no-forecast "$folder/sales.csv"

export GSETTINGS_SCHEMA_DIR="$build/schemas" GSETTINGS_BACKEND=memory GSK_RENDERER=cairo
export GTK_A11Y=none XDG_RUNTIME_DIR="$folder"
xvfb-run -a dbus-run-session -- "$build/bench/bench-window" "$folder/data" "$folder/more.csv"
