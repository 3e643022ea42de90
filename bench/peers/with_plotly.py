"""Writes a page with plotly that needs no network: python with_plotly.py SPEC OUT READER"""

import sys

import plotly.graph_objects as go

from figure import jobs, read_data


def draw(spec, out, reader):
    rows, columns, [matrix] = read_data(spec, reader)
    heatmap = go.Heatmap(
        z=matrix, x=columns, y=rows, colorscale="viridis", zmin=0, zmax=1, colorbar_title=spec["colorbar"]["title"]
    )
    figure = go.Figure(heatmap)
    figure.update_layout(title=spec["title"], xaxis_title=spec["x"]["title"], yaxis_title=spec["y"]["title"], **spec_size(spec))
    figure.update_yaxes(autorange="reversed")
    figure.write_html(out, include_plotlyjs=True)


def spec_size(spec):
    return {side: spec["size"][side] for side in ("width", "height")}


for job in jobs(sys.argv[1:]):
    draw(*job)
