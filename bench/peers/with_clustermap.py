"""Draws a clustered figure with seaborn, or with scipy and matplotlib as seaborn does it: python with_clustermap.py SPEC OUT"""

import sys

import matplotlib

matplotlib.use("agg")

from matplotlib import pyplot  # noqa: E402

from figure import read_data, read_spec  # noqa: E402

DPI = 100


def draw(spec, out):
    rows, columns, [matrix] = read_data(spec, "csv")
    size = (spec["size"]["width"] / DPI, spec["size"]["height"] / DPI)
    is_clustered = {axis: spec[axis].get("order") == "cluster" for axis in "xy"}
    try:
        import seaborn
    except ImportError:
        figure = with_scipy(matrix, is_clustered, size)
    else:
        options = {"row_cluster": is_clustered["y"], "col_cluster": is_clustered["x"], "figsize": size}
        figure = seaborn.clustermap(matrix, cmap="viridis", vmin=0, vmax=1, **options).figure
    figure.savefig(out, dpi=DPI)


def with_scipy(matrix, is_clustered, size):
    from scipy.cluster.hierarchy import dendrogram, linkage

    figure = pyplot.figure(figsize=size, dpi=DPI)
    grid = figure.add_gridspec(2, 2, width_ratios=(1, 4), height_ratios=(1, 4))
    trees = {"y": (matrix, grid[1, 0], "left"), "x": (matrix.T, grid[0, 1], "top")}
    order = {}
    for axis, (items, place, orientation) in trees.items():
        order[axis] = range(len(items))
        if is_clustered[axis]:
            axes = figure.add_subplot(place)
            tree = linkage(items, "average")
            order[axis] = dendrogram(tree, orientation=orientation, no_labels=True, ax=axes)["leaves"]
    axes = figure.add_subplot(grid[1, 1])
    image = axes.pcolormesh(matrix[order["y"]][:, order["x"]], cmap="viridis", vmin=0, vmax=1)
    figure.colorbar(image, ax=axes)
    return figure


sys.setrecursionlimit(100_000)
draw(read_spec(sys.argv[1]), sys.argv[2])
