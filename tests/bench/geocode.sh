#!/bin/sh
# Accuracy and speed of `zaitaku geocode` on the published data: figures and
# goals, fails nobody. Needs ../shared/data beside the checkout and Python 3.
#
#   sh tests/bench/geocode.sh PATH_TO_ZAITAKU [--list N] [--only 1,2] ...
#
# All options: --help after the program. The work is in geocode_cases.py.
set -eu
usage="usage: sh $0 PATH_TO_ZAITAKU [OPTION...]"
here=$(dirname "$(realpath "$0")")
zaitaku=$(realpath "${1:?$usage}")
shift
command -v python3 >/dev/null || {
    echo "skipped: python3 is not installed"
    exit 77
}
exec python3 "$here/geocode_cases.py" "$zaitaku" "$@"
