"""The same instance by OR-tools: maximum flow, the decomposition driven from Python, the cheapest fairest plan.

reference.py DIR: reads lots.csv, needs.csv, arcs.csv, prints one line of JSON with processor seconds and values.
Times count what the solvers do and what Python must do between them; reading the files does not count.
"""

import heapq
import json
import sys
import time
from fractions import Fraction

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow


def table(path):
    return np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.int64, ndmin=2)


class Instance:
    def __init__(self, folder):
        lots, needs, arcs = (table(f"{folder}/{name}.csv") for name in ("lots", "needs", "arcs"))
        self.quantity = lots[:, 1]
        self.demand, self.covered, self.weight = needs[:, 1], needs[:, 2], needs[:, 3]
        self.gap = np.maximum(self.demand - self.covered, 0)
        self.scale = self.demand * self.weight
        self.lot, self.need, self.capacity, self.cost = (arcs[:, k].copy() for k in range(4))
        self.lots, self.needs = len(lots), len(needs)


def flow_of(instance, supply, aim, keep):
    """A maximum flow on the arcs `keep`, with what each lot may give and each need may take."""
    lots, needs = instance.lots, instance.needs
    source, sink = lots + needs, lots + needs + 1
    solver = max_flow.SimpleMaxFlow()
    on = solver.add_arcs_with_capacity(
        instance.lot[keep], lots + instance.need[keep], instance.capacity[keep])
    solver.add_arcs_with_capacity(np.full(lots, source), np.arange(lots), supply)
    last = solver.add_arcs_with_capacity(lots + np.arange(needs), np.full(needs, sink), aim)
    assert solver.solve(source, sink) == solver.OPTIMAL
    return solver, solver.flows(on), solver.flows(last)


def targets(instance, members, least, most, total):
    """Units by priority alone: whole levels by bisection, the rest one by one."""
    covered, scale = instance.covered[members], instance.scale[members]

    def below(level, bits):
        # ceil(level * scale / 2^bits) - covered, exact while the product fits 63 bits
        return np.clip(-((-level * scale) >> bits) - covered, least, most)

    bits = int(scale.max()).bit_length()
    low, high = 0, 1 << bits
    if int(below(high, bits).sum()) <= total:
        return most.copy()
    while high - low > 1:
        middle = (low + high) // 2
        if int(below(middle, bits).sum()) <= total:
            low = middle
        else:
            high = middle
    given = below(low, bits)
    rest = total - int(given.sum())
    queue = [
        (Fraction(int(covered[k] + given[k]), int(scale[k])), int(scale[k]), k)
        for k in np.nonzero(given < below(high, bits))[0]
    ]
    for _, _, k in heapq.nsmallest(rest, queue):
        given[k] += 1
    return given


def leximin(instance):
    """Level-synchronous decomposition; returns the flow on every arc and the rounds."""
    lots, needs = instance.lots, instance.needs
    on = np.zeros(len(instance.lot), dtype=np.int64)
    lot_block, need_block = np.zeros(lots, dtype=np.int64), np.zeros(needs, dtype=np.int64)
    open_blocks, count, rounds = {0}, 1, 0
    aim = instance.gap.copy()
    fixed_lot, fixed_need = np.zeros(lots, dtype=np.int64), np.zeros(needs, dtype=np.int64)
    while open_blocks:
        is_open = np.zeros(count, dtype=bool)
        is_open[list(open_blocks)] = True
        keep = np.nonzero(
            (lot_block[instance.lot] == need_block[instance.need]) & is_open[lot_block[instance.lot]])[0]
        lot_open, need_open = is_open[lot_block], is_open[need_block]
        supply = np.where(lot_open, instance.quantity - fixed_lot, 0)
        room = np.where(need_open, aim - fixed_need, 0)
        solver, moved, arrived = flow_of(instance, supply, room, keep)
        on[keep] = moved
        short = need_open & (arrived < room)
        if not short.any():
            break
        enough = np.zeros(lots + needs + 2, dtype=bool)
        enough[solver.get_source_side_min_cut()] = True
        fresh = set()
        for block in np.unique(need_block[short]):
            members_lot, members_need = lot_block == block, need_block == block
            far = members_need & ~enough[lots:lots + needs]
            lot_block[members_lot & ~enough[:lots]] = count
            need_block[far] = count
            fresh.add(count)
            if rounds:
                fresh.add(int(block))
            count += 1
        open_blocks = fresh
        rounds += 1
        cross = lot_block[instance.lot] != need_block[instance.need]
        fixed_lot = np.bincount(instance.lot[cross], on[cross], lots).astype(np.int64)
        fixed_need = np.bincount(instance.need[cross], on[cross], needs).astype(np.int64)
        left = instance.quantity - fixed_lot
        order = np.argsort(need_block, kind="stable")
        starts = np.searchsorted(need_block[order], np.arange(count + 1))
        totals = np.bincount(lot_block, left, count).astype(np.int64)
        for block in sorted(open_blocks):
            members = order[starts[block]:starts[block + 1]]
            if len(members):
                least = fixed_need[members]
                total = int(totals[block]) + int(least.sum())
                aim[members] = targets(instance, members, least, instance.gap[members], total)
    return on, rounds


def cheapest(instance, on):
    """The cheapest of all plans that are as fair, by OR-tools' minimum-cost flow."""
    lots, needs = instance.lots, instance.needs
    given = np.bincount(instance.need, on, needs).astype(np.int64)
    covered = instance.covered + given
    levels, counts, tails, heads = {}, [], [], []
    for i in np.nonzero(given > 0)[0]:
        key = (int(covered[i]) - 1, int(instance.scale[i]))
        level = levels.setdefault(key, len(levels))
        if level == len(counts):
            counts.append(0)
        counts[level] += 1
        tails.append(lots + i)
        heads.append(lots + needs + 1 + level)
    for i in np.nonzero(given < instance.gap)[0]:
        key = (int(covered[i]), int(instance.scale[i]))
        if key in levels:
            tails.append(lots + i)
            heads.append(lots + needs + 1 + levels[key])
    source = lots + needs
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        instance.lot, lots + instance.need, instance.capacity, instance.cost)
    solver.add_arcs_with_capacity_and_unit_cost(
        np.full(lots, source), np.arange(lots), instance.quantity, np.zeros(lots, dtype=np.int64))
    solver.add_arcs_with_capacity_and_unit_cost(
        np.array(tails), np.array(heads), np.ones(len(tails), dtype=np.int64),
        np.zeros(len(tails), dtype=np.int64))
    supplies = np.zeros(lots + needs + 1 + len(levels), dtype=np.int64)
    supplies[source] = given.sum()
    supplies[lots:lots + needs] = -np.maximum(given - 1, 0)
    supplies[lots + needs + 1:] = -np.array(counts)
    solver.set_nodes_supplies(np.arange(len(supplies)), supplies)
    begin = time.process_time()
    assert solver.solve() == solver.OPTIMAL
    return int((solver.flows(arcs) * instance.cost).sum()), time.process_time() - begin


def main():
    instance = Instance(sys.argv[1])
    begin = time.process_time()
    _, _, arrived = flow_of(
        instance, instance.quantity, instance.gap, np.arange(len(instance.lot)))
    flow_s = time.process_time() - begin
    begin = time.process_time()
    on, rounds = leximin(instance)
    leximin_s = time.process_time() - begin
    cost, cheapest_s = cheapest(instance, on)
    print(json.dumps({
        "max_flow": int(arrived.sum()), "max_flow_s": flow_s, "leximin_s": leximin_s,
        "rounds": rounds, "cost": cost, "cheapest_s": cheapest_s,
    }))


main()
