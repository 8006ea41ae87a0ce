#!/usr/bin/env bash
# Measures claimboard beside a yardstick and a peer, in turn, and prints a
# table. README.md in this folder says how to read it.
#
#   bash bench/run.sh                     # 40 MB, 5 runs
#   MB=4 RUNS=1 bash bench/run.sh         # quick: does it work at all
#   MB=400 BIG=4000 bash bench/run.sh     # memory and speed at two sizes
#
# Needs Go, a C compiler and python3. Everything goes into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."

mb=${MB:-40}      # size of the file that most rows read, in 10^6 bytes
big=${BIG:-}      # size of a second file, for memory and speed
runs=${RUNS:-5}   # of each command; the table has their medians
export NO_COLOR=1

dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
for tool in cmd/claimboard bench/generate bench/yardstick; do go build -o "$dir/" "./$tool"; done
PATH=$dir:$PATH
cat > "$dir/measure" <<END
#!/bin/sh
exec python3 "$PWD/bench/measure.py" "\$@"
END
chmod +x "$dir/measure"
peer=$PWD/bench/peer.py
cd "$dir"

generate -mb "$mb" > papers.jsonl
[ -z "$big" ] || generate -mb "$big" > big.jsonl
generate -names 40000 -rules 200 > more.yaml
printf 'schema: claimboard/v1\nextends: builtin\nchanges:\n  - disable: delta.by-value\n' > edited.yaml
printf 'schema: claimboard/v1\nrules:\n  - {id: bench.added, pattern: "attain(?:s|ed) {value} on {benchmark}", emit: {kind: score}}\n' > added.yaml
printf 'schema: claimboard/v1\nvocab: benchmark\nentries:\n  - {id: bench-named, name: BenchNamed}\n' > named.yaml
head -1 papers.jsonl > one.jsonl

# run NAME COMMAND... measures one command.
run() { measure "$1.figures" "${@:2}"; }

# fresh NAME ARGS... extracts into a new database, which it leaves as NAME.db.
fresh() {
  rm -f "$1.db" "$1.db-wal" "$1.db-shm"
  run "$1" claimboard extract --db "$1.db" "${@:2}"
}

for ((i = 0; i < runs; i++)); do
  run yardstick yardstick papers.jsonl
  fresh one -j 1 papers.jsonl
  fresh two -j 2 papers.jsonl
  run again claimboard extract --db one.db papers.jsonl
  for edit in edited added named; do
    cp two.db $edit.db
    run $edit claimboard extract --db $edit.db --rules $edit.yaml
  done
  fresh more -j 1 --rules more.yaml papers.jsonl
  fresh none --keep-abstracts none papers.jsonl
  fresh all --keep-abstracts all papers.jsonl
  fresh start one.jsonl
  fresh start-more --rules more.yaml one.jsonl
  rm -f peer.db*
  run peer python3 "$peer" papers.jsonl peer.db
  [ -z "$big" ] || fresh big -j 2 big.jsonl
done

python3 - "$mb" "$big" "$runs" <<'END'
import json, os, statistics, sys

mb, big, runs = sys.argv[1:]
def median(name, column):
    with open(name + ".figures") as f:
        return statistics.median(float(line.split()[column]) for line in f)
def cpu(name): return median(name, 0)
def wall(name): return median(name, 1)
def peak(name): return median(name, 2)
def size(name): return os.path.getsize(name) / 1e6

with open("papers.jsonl") as f:
    text = sum(len(json.loads(line)["abstract"].encode()) for line in f) / 1e6
rows = [
    (1, "CPU of extract into SQLite, -j 1 / yardstick", f"{cpu('one') / cpu('yardstick'):.2f}"),
    (2, "CPU of the Python peer / extract", f"{cpu('peer') / cpu('one'):.2f}"),
    (3, "CPU with 40,000 more names and 200 more rules / without", f"{cpu('more') / cpu('one'):.2f}"),
    ("", "  the same, start-up taken off both", f"{(cpu('more') - cpu('start-more')) / (cpu('one') - cpu('start')):.2f}"),
    (4, "wall time of -j 2 / -j 1", f"{wall('two') / wall('one'):.2f}"),
    (5, "CPU of extract over what is stored / first run: a common rule (by 3.2%) taken away", f"{cpu('edited') / cpu('one'):.2f}"),
    ("", "  a rule added that needs a rarer word", f"{cpu('added') / cpu('one'):.2f}"),
    ("", "  a benchmark's name added", f"{cpu('named') / cpu('one'):.2f}"),
    (6, "CPU of the same input again / first run", f"{cpu('again') / cpu('one'):.2f}"),
    (7, f"peak memory at {mb} MB, -j 2", f"{peak('two'):.0f} MiB"),
    (8, f"MB/s at {mb} MB, -j 2, start-up taken off", f"{size('papers.jsonl') / (wall('two') - wall('start')):.1f}"),
    (9, "database with --keep-abstracts none", f"{size('none.db'):.1f} MB"),
    ("", "database with --keep-abstracts all / text of the abstracts", f"{size('all.db') / text:.2f}"),
    ("", "start-up: extract of one paper, CPU", f"{1000 * cpu('start'):.0f} ms"),
]
if big:
    rows[8:8] = [("", f"  at {big} MB / at {mb} MB", f"{peak('big') / peak('two'):.2f}")]
    rows[10:10] = [("", f"  at {big} MB", f"{size('big.jsonl') / (wall('big') - wall('start')):.1f}")]
print(f"{mb} MB, {runs} runs, medians; yardstick {cpu('yardstick'):.2f} CPU s, extract {cpu('one'):.2f}, peer {cpu('peer'):.2f}")
print("| # | figure | measured |\n|---|---|---|")
for row in rows:
    print("| {} | {} | {} |".format(*row))
END
