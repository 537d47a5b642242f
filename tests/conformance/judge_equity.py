"""Judges `tideover equity`: Gini, Theil, Atkinson and Hoover by PySAL on every unit of need as a row of its own, the
rest by its definition in exact fractions."""

import csv
import json
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import numpy
import pandas
from inequality.atkinson import atkinson
from inequality.gini import Gini
from inequality.schutz import Schutz
from inequality.theil import TheilD

TABLES = 60
NEAR = 1e-8


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(TABLES):
            rows = table(random.Random(seed))
            path = Path(directory) / "table.csv"
            with path.open("w", newline="") as file:
                writer = csv.DictWriter(file, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
            answer = subprocess.run([program, "equity", path, "--json"], check=True, capture_output=True, text=True)
            judge(seed, rows, json.loads(answer.stdout))
    print(f"accepted: {TABLES} tables")


def table(chance):
    """Units with and without need, group, excess, and with the same index."""
    return [
        {
            "unit": f"u{at}",
            "group": chance.choice(["", "coast", "inland", "west"]),
            "index": chance.choice(["-2.5", "0", "1", "40", "1000"]),
            "needed": chance.choice([0, 1, chance.randint(1, 60)]),
            "official": chance.choice([0, chance.randint(0, 20)]),
            "delivered": chance.choice([0, chance.randint(0, 60)]),
        }
        for at in range(chance.randint(2, 40))
    ]


def judge(seed, rows, answer):
    def same(what, found, wanted):
        if abs(float(found) - float(wanted)) > NEAR:
            raise SystemExit(f"seed {seed}: {what} is {found}, judged {wanted}")

    def equal(what, found, wanted):
        if found != wanted:
            raise SystemExit(f"seed {seed}: {what} is {found}, judged {wanted}")

    needy = [row for row in rows if row["needed"]]
    equal("excluded", [one["unit"] for one in answer["excluded"]], [r["unit"] for r in rows if not r["needed"]])
    if not needy:
        return equal("coverage", answer["coverage"], None)
    has = {row["unit"]: min(row["needed"], row["official"] + row["delivered"]) for row in rows}
    covered = {row["unit"]: Fraction(has[row["unit"]], row["needed"]) for row in needy}
    need, supply = sum(row["needed"] for row in needy), sum(has.values())
    mean = Fraction(supply, need)
    equal("coverage", Fraction(answer["coverage"]), mean)
    equal("min", Fraction(answer["min"]), min(covered.values()))
    equal("gap", Fraction(answer["gap"]), max(covered.values()) - min(covered.values()))
    if not supply:
        return equal("gini", answer["gini"], None)

    each = [row for row in needy for _ in range(row["needed"])]
    values = numpy.array([float(covered[row["unit"]]) for row in each])
    groups = numpy.array([row["group"] for row in each])
    same("gini", Fraction(answer["gini"]), Gini(values).g if len(each) > 1 else 0)
    same("hoover", Fraction(answer["hoover"]), hoover(values))
    same("atkinson", answer["atkinson"], atkinson(values, 0.5) if values.all() else by_definition(values))
    theil = TheilD(values, groups)
    same("theil", answer["theil"]["total"], theil.T)
    if any(groups):
        same("between", answer["theil"]["between"], theil.bg[0])
        same("within", answer["theil"]["within"], theil.wg[0])
    else:
        equal("between", answer["theil"]["between"], None)
    equal("concentration", Fraction(answer["concentration"]), concentration(needy, covered, need, mean))


def hoover(values):
    """PySAL calls it Schutz's coefficient, and reads a frame."""
    return Schutz(pandas.DataFrame({"y": values}), "y").distance


def by_definition(values):
    """Atkinson's index where somebody has nothing, which PySAL refuses although it is defined below 1."""
    return 1 - numpy.sqrt(values).mean() ** 2 / values.mean()


def concentration(needy, covered, need, mean):
    """(2/m) Σ p (c − m)(R − ½), those with the same index at their mean rank."""
    answer = Fraction(0)
    for row in needy:
        index = float(row["index"])
        below = sum(other["needed"] for other in needy if float(other["index"]) < index)
        alike = sum(other["needed"] for other in needy if float(other["index"]) == index)
        rank = (below + Fraction(alike, 2)) / need
        answer += Fraction(row["needed"], need) * (covered[row["unit"]] - mean) * (rank - Fraction(1, 2))
    return 2 * answer / mean


main()
