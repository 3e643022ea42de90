"""matplotlib, without pyplot (which only takes time): python with_matplotlib.py SPEC OUT READER"""

import sys

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from figure import jobs, read_data

DPI = 100


def draw(spec, out, reader):
    rows, columns, matrices = read_data(spec, reader)
    size = (spec["size"]["width"] / DPI, spec["size"]["height"] / DPI)
    # Only labels need the second pass that finds room for them.
    figure = Figure(figsize=size, dpi=DPI, layout="constrained" if rows else None)
    FigureCanvasAgg(figure)
    if not rows:
        # The body is to be as large as everyone else's.
        figure.subplots_adjust(left=0.06, right=0.98, bottom=0.07, top=0.94)
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


def annotate(axes, matrix, pattern):
    for row, values in enumerate(matrix):
        for column, value in enumerate(values):
            color = "white" if value < 0.5 else "black"
            text = format(value, pattern)
            axes.text(column, row, text, ha="center", va="center", fontsize=5, color=color)


for job in jobs(sys.argv[1:]):
    draw(*job)
