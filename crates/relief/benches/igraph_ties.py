"""The measures of `relief::ties` by igraph: processor seconds from the list of links on, and what came out.

igraph_ties.py FILE PEOPLE: reads lines of from,to; prints one line of JSON. Reading the file does not count.
"""

import json
import math
import sys
import time

import igraph
import numpy


def main():
    links = numpy.loadtxt(sys.argv[1], delimiter=",", dtype=numpy.int64, ndmin=2)
    people = int(sys.argv[2])
    seconds = {}

    def timed(name, run):
        start = time.process_time()
        answer = run()
        seconds[name] = round(time.process_time() - start, 3)
        return answer

    directed, plain = timed("graph", lambda: graphs(people, links))
    answer = {
        "reciprocity": timed("reciprocity", directed.reciprocity),
        "transitivity": timed("transitivity", plain.transitivity_undirected),
        "giant_share": timed("giant_share", lambda: max(plain.connected_components().sizes())) / people,
        "articulation": len(timed("articulation", plain.articulation_points)),
        "bridges": len(timed("bridges", plain.bridges)),
        "core": sum(timed("core", plain.coreness)),
        "constraint": sum(one for one in timed("constraint", plain.constraint) if not math.isnan(one)),
    }
    print(json.dumps(answer | {"seconds": sum(seconds.values()), "by_measure": seconds}))


def graphs(people, links):
    """With directions and without, each pair once."""
    directed = igraph.Graph(people, links, directed=True).simplify()
    return directed, directed.as_undirected()


main()
