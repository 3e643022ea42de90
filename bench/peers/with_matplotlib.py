"""Draws a figure with pyplot, as in the documentation of matplotlib: python with_matplotlib.py SPEC OUT READER [plain]"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

from figure import jobs, read_data

DPI = 100
LAYOUT = None if sys.argv[4:] == ["plain"] else "constrained"


def draw(spec, out, reader):
    rows, columns, matrices = read_data(spec, reader)
    size = (spec["size"]["width"] / DPI, spec["size"]["height"] / DPI)
    # Without constrained layout, long labels are cut off at the page edge, and a shared colorbar overlaps the panels.
    figure = plt.figure(figsize=size, dpi=DPI, layout=LAYOUT)
    grid_columns = spec.get("layout", {}).get("columns", 1)
    grid = figure.subplots(len(matrices) // grid_columns, grid_columns, squeeze=False)
    for index, (axes, matrix) in enumerate(zip(grid.flat, matrices)):
        image = axes.imshow(matrix, cmap="viridis", vmin=0, vmax=1, aspect="auto")
        if len(matrices) > 1:
            axes.set_title(f"Layer {index}")
        axes.set_xlabel(spec["x"]["title"])
        axes.set_ylabel(spec["y"]["title"])
        if rows:
            rotation = 90 if len(matrices) == 1 else 0
            axes.set_xticks(range(len(columns)), columns, rotation=rotation)
            axes.set_yticks(range(len(rows)), rows)
        if "cells" in spec:
            axes.set_xticks(range(matrix.shape[1]))
            axes.set_yticks(range(matrix.shape[0]))
            annotate(axes, matrix, spec["cells"]["values"])
    figure.suptitle(spec["title"])
    figure.colorbar(image, ax=list(grid.flat), label=spec["colorbar"]["title"])
    figure.savefig(out, dpi=DPI)
    plt.close(figure)


def annotate(axes, matrix, number_format):
    for row, values in enumerate(matrix):
        for column, value in enumerate(values):
            color = "white" if value < 0.5 else "black"
            text = format(value, number_format)
            axes.text(column, row, text, ha="center", va="center", fontsize=5, color=color)


for job in jobs(sys.argv[1:4]):
    draw(*job)
