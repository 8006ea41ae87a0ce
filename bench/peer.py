"""What one would write without claimboard: json, one regex, sqlite3.

usage: peer.py PAPERS.jsonl DATABASE

One combined pattern of four shapes, any capitalised name for a benchmark, and
only abstracts with a digit: far fewer shapes and no metrics, methods, units or
rejected numbers.
"""
import json, re, sqlite3, sys

VALUE = r"(?:up to |over |about )?[+-]?\d+(?:\.\d+)?\s?(?:%|points?\b)?"
NAME = r"[A-Z][\w+-]*(?: [A-Z][\w+-]*)*"
CLAIM = re.compile(
    rf"(?:achiev|reach|attain|obtain|scor)\w*\s+(?:\w+\s+){{0,4}}?(?P<v1>{VALUE})\s+(?:\w+\s+){{0,4}}?on\s+(?:the\s+)?(?P<b1>{NAME})"
    rf"|(?:improv|outperform|increas|reduc)\w*\s+(?:[\w-]+\s+){{0,8}}?by\s+(?P<v2>{VALUE})\s+(?:\w+\s+){{0,4}}?on\s+(?:the\s+)?(?P<b2>{NAME})"
    rf"|(?P<v3>{VALUE})\s+(?:\w+\s+){{0,3}}?on\s+(?:the\s+)?(?P<b3>{NAME})"
    rf"|[Oo]n\s+(?:the\s+)?(?P<b4>{NAME}),?\s+(?:[\w-]+\s+){{0,6}}?(?P<v4>{VALUE})"
)
DIGIT = re.compile(r"\d")

source, target = sys.argv[1:]
db = sqlite3.connect(target)
db.executescript("""
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
CREATE TABLE paper (id TEXT PRIMARY KEY, title TEXT);
CREATE TABLE claim (paper TEXT, benchmark TEXT, value TEXT, start INTEGER);
""")
with open(source, encoding="utf-8") as lines:
    for line in lines:
        paper = json.loads(line)
        abstract = paper["abstract"]
        db.execute("INSERT INTO paper VALUES (?, ?)", (paper["id"], paper["title"]))
        if not DIGIT.search(abstract):
            continue
        for m in CLAIM.finditer(abstract):
            n = m.lastgroup[-1]
            db.execute("INSERT INTO claim VALUES (?, ?, ?, ?)", (paper["id"], m["b" + n], m["v" + n], m.start()))
db.commit()
print(*db.execute("SELECT count(*) FROM paper").fetchone(), "papers,", *db.execute("SELECT count(*) FROM claim").fetchone(), "claims")
