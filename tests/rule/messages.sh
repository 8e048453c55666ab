# The words of the web map: every language says everything that Japanese says,
# under the same conditions, and its catalogue can be read by the pages.
. tests/lib.sh
need python3
PYTHONDONTWRITEBYTECODE=1 python3 tests/rule/messages.py output/site src/model ||
    fail "output/site/messages"
