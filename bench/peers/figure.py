"""Reads a spec and its data: texts, labels and matrices."""

import csv
import json
import os

import numpy


def read_spec(path):
    with open(path) as file:
        spec = json.load(file)
    spec["folder"] = os.path.dirname(path)
    return spec


def read_data(spec, reader):
    """Returns row labels or None, column labels or None, and a list of matrices. `reader` selects the CSV reader."""
    path = os.path.join(spec["folder"], spec["data"])
    if path.endswith(".npy"):
        return None, None, [numpy.load(path, mmap_mode="r")]
    if path.endswith(".json"):
        with open(path) as file:
            data = json.load(file)
        return data["rows"], data["columns"], [numpy.array(values) for values in data["values"]]
    if reader == "csv":
        with open(path) as file:
            rows = list(csv.reader(file))
        labels = [row[0] for row in rows[1:]]
        return labels, rows[0][1:], [numpy.array([row[1:] for row in rows[1:]], dtype=float)]
    return None, None, [READERS[reader](path)]


def with_loadtxt(path):
    return numpy.loadtxt(path, delimiter=",")


def with_pandas(path):
    import pandas

    return pandas.read_csv(path, header=None, engine="c").to_numpy()


def with_polars(path):
    import polars

    return polars.read_csv(path, has_header=False).to_numpy()


def with_pyarrow(path):
    from pyarrow import csv as arrow

    table = arrow.read_csv(path, read_options=arrow.ReadOptions(autogenerate_column_names=True))
    return numpy.column_stack([column.to_numpy() for column in table.columns])


READERS = {"loadtxt": with_loadtxt, "pandas": with_pandas, "polars": with_polars, "pyarrow": with_pyarrow}


def jobs(arguments):
    """Yields (spec, out, reader) for the arguments SPEC OUT READER, or FOLDER OUT-PATTERN READER for all specs in a folder."""
    source, out, reader = arguments
    if not os.path.isdir(source):
        yield read_spec(source), out, reader
        return
    names = sorted(name for name in os.listdir(source) if name.endswith(".json"))
    for index, name in enumerate(names):
        yield read_spec(os.path.join(source, name)), out % index, reader
