"""Make a large database out of a small one: copies of its claims and their
papers, under other ids, until there are so many.

usage: million.py SMALL.db LARGE.db CLAIMS
"""
import shutil, sqlite3, sys

small, large, want = sys.argv[1], sys.argv[2], int(sys.argv[3])
shutil.copy(small, large)
db = sqlite3.connect(large)
db.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000")
have, papers, turns, sentences = db.execute(
    "SELECT (SELECT count(*) FROM result WHERE lost_run IS NULL), (SELECT max(n) FROM paper), (SELECT max(turn) FROM source), (SELECT max(n) FROM sentence)").fetchone()
db.executescript("""
CREATE TEMP TABLE some_paper AS SELECT * FROM paper WHERE holds = 2;
CREATE TEMP TABLE some_result AS SELECT * FROM result WHERE lost_run IS NULL;
CREATE TEMP TABLE some_sentence AS SELECT * FROM sentence WHERE n IN (SELECT sentence FROM some_result);
CREATE TEMP TABLE some_source AS SELECT s.* FROM source s JOIN some_paper p ON p.n = s.paper""")


def copy(table, without, **changed):
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in without]
    quoted = ['"' + n + '"' for n in names]
    values = [changed.get(n, q) for n, q in zip(names, quoted)]
    db.execute(f"INSERT INTO {table} ({', '.join(quoted)}) SELECT {', '.join(values)} FROM temp.some_{table}")


for i in range(1, -(-(want - have) // have) + 1):
    copy("paper", [], n=f"n + {i * papers}", id=f"id || '-{i}'", title_key=f"title_key + {i}")
    copy("sentence", [], n=f"n + {i * sentences}")
    copy("result", ["n"], id=f"id || '-{i}'", paper=f"paper + {i * papers}", sentence=f"sentence + {i * sentences}")
    copy("source", [], n=f"n + CASE WHEN n > 0 THEN {i * papers} ELSE {-i * turns} END", line=f"line + {i} * 1000000", turn=f"turn + {i * turns}", other=f"other + {i * papers}")
db.commit()
