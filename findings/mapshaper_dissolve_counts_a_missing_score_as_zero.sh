#!/usr/bin/env bash
# mapshaper 0.7.70: where provinces are dissolved into larger ones, mean() and median() take a missing score as 0, min() gives none at all,
# and max() leaves it out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install mapshaper@0.7.70 --prefix "$folder" --silent --no-audit --no-fund --ignore-scripts
cat >members.csv <<'CSV'
merged,province,score
A,A1,40
A,A2,
A,A3,44
B,B1,41
B,B2,43
CSV
node node_modules/mapshaper/bin/mapshaper members.csv \
    -dissolve merged calc='middle = mean(score), half = median(score), least = min(score), most = max(score), n = count()' \
    -o merged.json format=json 2>/dev/null
echo "mapshaper $(node -p "require('./node_modules/mapshaper/package.json').version")"
echo "expected: A has middle 42, half 42, least 40 and most 44 over its two provinces with a score, or no figure; B has 42, 42, 41, 43"
echo "seen:     $(cat merged.json)"
node - <<'JS'
const assert = require("node:assert");
const [a, b] = JSON.parse(require("node:fs").readFileSync("merged.json", "utf8"));
const seen = [a.middle, a.half, a.least, a.most, a.n, b.middle, b.half, b.least, b.most, b.n];
assert.deepStrictEqual(seen, [28, 40, null, 44, 3, 42, 42, 41, 43, 2], "the behaviour has changed");
JS
