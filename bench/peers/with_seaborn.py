"""Draws a figure with seaborn: python with_seaborn.py SPEC OUT READER"""

import sys

import matplotlib

matplotlib.use("agg")

import seaborn  # noqa: E402
from matplotlib import pyplot  # noqa: E402

from figure import jobs, read_data  # noqa: E402

DPI = 100


def draw(spec, out, reader):
    rows, columns, matrices = read_data(spec, reader)
    size = (spec["size"]["width"] / DPI, spec["size"]["height"] / DPI)
    grid_columns = spec.get("layout", {}).get("columns", 1)
    figure, grid = pyplot.subplots(
        len(matrices) // grid_columns, grid_columns, squeeze=False, figsize=size, dpi=DPI, layout="constrained" if rows else None
    )
    if not rows:
        # The body must be as large as in the other figures.
        figure.subplots_adjust(left=0.06, right=0.98, bottom=0.07, top=0.94)
    number_format = spec.get("cells", {}).get("values")
    for index, (axes, matrix) in enumerate(zip(grid.flat, matrices)):
        seaborn.heatmap(
            matrix,
            ax=axes,
            cmap="viridis",
            vmin=0,
            vmax=1,
            cbar=len(matrices) == 1,
            cbar_kws={"label": spec["colorbar"]["title"]},
            annot=number_format is not None,
            fmt=number_format or ".2g",
            annot_kws={"fontsize": 5},
            xticklabels=columns or (1 if number_format else "auto"),
            yticklabels=rows or (1 if number_format else "auto"),
        )
        if len(matrices) > 1:
            axes.set_title(f"Layer {index}")
        axes.set_xlabel(spec["x"]["title"])
        axes.set_ylabel(spec["y"]["title"])
    figure.suptitle(spec["title"])
    if len(matrices) > 1:
        figure.colorbar(grid.flat[0].collections[0], ax=list(grid.flat), label=spec["colorbar"]["title"])
    figure.savefig(out, dpi=DPI)


for job in jobs(sys.argv[1:]):
    draw(*job)
