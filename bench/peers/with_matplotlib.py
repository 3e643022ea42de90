"""matplotlib as its documentation has it, with pyplot: python with_matplotlib.py SPEC OUT READER"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

from figure import jobs, read_data

DPI = 100


def draw(spec, out, reader):
    rows, columns, matrices = read_data(spec, reader)
    size = (spec["size"]["width"] / DPI, spec["size"]["height"] / DPI)
    # Without it labels are cut off at the page's edge, and one colorbar of several panels lies over them.
    figure = plt.figure(figsize=size, dpi=DPI, layout="constrained")
    across = spec.get("layout", {}).get("columns", 1)
    grid = figure.subplots(len(matrices) // across, across, squeeze=False)
    for index, (axes, matrix) in enumerate(zip(grid.flat, matrices)):
        image = axes.imshow(matrix, cmap="viridis", vmin=0, vmax=1, aspect="auto")
        if len(matrices) > 1:
            axes.set_title(f"Layer {index}")
        axes.set_xlabel(spec["x"]["title"])
        axes.set_ylabel(spec["y"]["title"])
        if rows:
            turned = 90 if len(matrices) == 1 else 0
            axes.set_xticks(range(len(columns)), columns, rotation=turned)
            axes.set_yticks(range(len(rows)), rows)
        if "cells" in spec:
            axes.set_xticks(range(matrix.shape[1]))
            axes.set_yticks(range(matrix.shape[0]))
            annotate(axes, matrix, spec["cells"]["values"])
    figure.suptitle(spec["title"])
    figure.colorbar(image, ax=list(grid.flat), label=spec["colorbar"]["title"])
    figure.savefig(out, dpi=DPI)
    plt.close(figure)


def annotate(axes, matrix, pattern):
    for row, values in enumerate(matrix):
        for column, value in enumerate(values):
            color = "white" if value < 0.5 else "black"
            text = format(value, pattern)
            axes.text(column, row, text, ha="center", va="center", fontsize=5, color=color)


for job in jobs(sys.argv[1:]):
    draw(*job)
