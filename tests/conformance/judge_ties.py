"""Judges `tideover ties` by networkx, and where networkx has no such measure by igraph or by its definition."""

import csv
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx

NETWORKS = 120
NEAR = 1e-7


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as directory:
        edges, people = Path(directory) / "edges.csv", Path(directory) / "people.csv"
        for seed in range(NETWORKS):
            chance = random.Random(seed)
            links, groups, listed = network(chance)
            write(chance, edges, ["from", "to", "weight"], links)
            write(chance, people, ["id", "group"], [(name, groups[name]) for name in listed])
            command = [program, "ties", edges, "--people", people, "--json"]
            answer = subprocess.run(command, capture_output=True, text=True)
            if answer.returncode:
                raise SystemExit(f"seed {seed}: refused: {answer.stderr}")
            Judge(seed, links, groups, json.loads(answer.stdout)).judge()
    print(f"accepted: {NETWORKS} networks")


def network(chance):
    """Sparse and dense, with repeated links, links to oneself, people without links, and some who are in no list."""
    names = [f"p{at}" for at in range(chance.randint(1, 60))]
    count = chance.randint(0, chance.choice([2, 4, 12]) * len(names))
    weigh = chance.choice([lambda: 1, lambda: chance.randint(1, 9) / 4, lambda: 0.001 + chance.random(), lambda: 10 ** chance.randint(-5, 7)])
    links = [(chance.choice(names), chance.choice(names), weigh()) for _ in range(count)]
    named = {name for one, other, _ in links for name in (one, other)}
    listed = [name for name in names if name not in named or chance.random() < 0.9]
    groups = {name: chance.choice(["", "donor", "coord", "hospital"]) if name in listed else "" for name in names}
    return links, groups, listed


def write(chance, path, header, rows):
    """As programs write tables: with and without a mark of the encoding, with commas, semicolons or tabs."""
    columns = list(range(len(header)))
    chance.shuffle(columns)
    rows = [[row[column] for column in columns] for row in [header, *rows]]
    with path.open("w", newline="", encoding=chance.choice(["utf-8", "utf-8-sig"])) as file:
        ends = chance.choice(["\n", "\r\n"])
        csv.writer(file, delimiter=chance.choice(",;\t"), lineterminator=ends).writerows(rows)


class Judge:
    def __init__(self, seed, links, groups, answer):
        self.seed, self.groups, self.answer = seed, groups, answer
        self.directed = networkx.DiGraph()
        self.directed.add_nodes_from(groups)
        for one, other, weight in links:
            if one != other:
                before = self.directed.get_edge_data(one, other, {"weight": 0})["weight"]
                self.directed.add_edge(one, other, weight=before + weight)
        self.plain = networkx.Graph(self.directed.to_undirected())

    def judge(self):
        self.reciprocity()
        self.shape()
        self.giving()
        self.mixing()

    def same(self, key, wanted):
        self.near(key, self.answer[key], wanted)

    def near(self, what, found, wanted):
        if found is None or wanted is None:
            self.equal(what, found, wanted)
        elif abs(found - wanted) > NEAR:
            raise SystemExit(f"seed {self.seed}: {what} is {found}, judged {wanted}")

    def equal(self, what, found, wanted):
        if found != wanted:
            raise SystemExit(f"seed {self.seed}: {what} is {found}, judged {wanted}")

    def reciprocity(self):
        people, links = len(self.directed), self.directed.number_of_edges()
        self.same("links", links)
        if not links:
            return self.same("reciprocity", None)
        reciprocity = networkx.overall_reciprocity(self.directed)
        self.same("reciprocity", reciprocity)
        density = networkx.density(self.directed)
        self.same("rho", (reciprocity - density) / (1 - density) if links < people * (people - 1) else None)
        weight = networkx.to_numpy_array(self.directed)
        lesser = sum(min(weight[i][j], weight[j][i]) for i in range(people) for j in range(people))
        self.same("weighted_reciprocity", lesser / weight.sum())

    def shape(self):
        plain, answer = self.plain, self.answer
        triads = any(degree > 1 for _, degree in plain.degree)
        self.same("transitivity", networkx.transitivity(plain) if triads else None)
        parts = list(networkx.connected_components(plain))
        self.same("giant_share", max(map(len, parts)) / len(plain))
        self.equal("articulation", answer["articulation"], sorted(networkx.articulation_points(plain)))
        bridges = sorted(sorted(bridge) for bridge in networkx.bridges(plain))
        self.equal("bridges", answer["bridges"], bridges)
        self.equal("core", answer["core"], dict(sorted(networkx.core_number(plain).items())))
        names = list(plain)
        numbers = {name: at for at, name in enumerate(names)}
        graph = igraph.Graph(len(names), [(numbers[a], numbers[b]) for a, b in plain.edges])
        for judged in (networkx.constraint(plain), dict(zip(names, graph.constraint()))):
            for name, wanted in judged.items():
                self.near(f"constraint of {name}", answer["constraint"][name], None if math.isnan(wanted) else wanted)

    def giving(self):
        given = sorted(weight for _, weight in self.directed.out_degree(weight="weight"))
        total, people = sum(given), len(given)
        if not total:
            return self.same("gini", None)
        apart = sum(abs(one - other) for one in given for other in given)
        self.same("gini", apart / (2 * people * total))
        self.same("effective_number", total**2 / sum(one**2 for one in given))
        fewest = next(count for count in range(people + 1) if 2 * sum(given[people - count :]) >= total)
        self.same("bus_factor", fewest)

    def mixing(self):
        total = self.directed.size(weight="weight")
        if not total or not any(self.groups.values()):
            return self.same("bonding", None)
        shares = {"bonding": 0, "bridging": 0, "ungrouped": 0}
        for one, other, weight in self.directed.edges(data="weight"):
            ends = [self.groups[one], self.groups[other]]
            key = "ungrouped" if "" in ends else "bonding" if ends[0] == ends[1] else "bridging"
            shares[key] += weight / total
        for key, share in shares.items():
            self.same(key, share)


main()
