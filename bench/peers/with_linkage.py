"""Clusters the rows with fastcluster, and draws nothing: python with_linkage.py SPEC OUT"""

import sys

import fastcluster
from figure import read_data, read_spec

_, _, [matrix] = read_data(read_spec(sys.argv[1]), "csv")
fastcluster.linkage(matrix, "average")
