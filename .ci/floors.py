"""Compare a result of score.py --json with the floors of its set.

usage: floors.py SET RESULT.json
"""
import json, os, sys

name, result = sys.argv[1:]
with open(os.path.join(os.path.dirname(__file__), "floors.json")) as f:
    floors = json.load(f)[name]
with open(result) as f:
    got = json.load(f)
low = 0
for level, least in floors.items():
    for figure, floor in least.items():
        value = got[level][figure]
        low += value < floor
        print(f"{name:6} {level:12} {figure:3} {value:.3f}, at least {floor:.3f}{'' if value >= floor else '  <- too low'}")
sys.exit(low > 0)
