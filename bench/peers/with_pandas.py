"""Groups records with pandas and draws their means with pyplot: python with_pandas.py SPEC OUT ENGINE"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import pandas  # noqa: E402

from figure import read_spec  # noqa: E402

DPI = 100


def draw(spec, out, engine):
    fields = spec["data"]
    records = pandas.read_csv(fields["file"], engine=engine)
    table = records.pivot_table(index=fields["y"], columns=fields["x"], values="Value", aggfunc="mean")
    figure, axes = plt.subplots(figsize=(spec["size"]["width"] / DPI, spec["size"]["height"] / DPI), dpi=DPI)
    image = axes.imshow(table, cmap="viridis", vmin=0, vmax=1, aspect="auto")
    axes.set_yticks(range(len(table.index)), table.index)
    axes.set_xlabel(spec["x"]["title"])
    axes.set_ylabel(spec["y"]["title"])
    axes.set_title(spec["title"])
    figure.colorbar(image, label=spec["colorbar"]["title"])
    figure.savefig(out, dpi=DPI)


spec, out, engine = sys.argv[1:]
draw(read_spec(spec), out, engine)
