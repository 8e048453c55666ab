# The pure functions of the page's script, by node's own test runner.
. tests/lib.sh
need node
node --test --test-reporter=spec tests/site_js/*_test.mjs >"$work/said" 2>&1 ||
    fail "$(grep -A 30 'failing tests' "$work/said")"
grep -E '^ℹ (tests|pass|fail) ' "$work/said"
