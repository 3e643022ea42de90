"""Draws a spec or a matrix with heatmap: one output for each format."""

from shlex import quote

from snakemake.shell import shell

outputs = " ".join(f"-o {quote(str(path))}" for path in snakemake.output)
extra = snakemake.params.get("extra", "")
log = snakemake.log_fmt_shell(stdout=False, stderr=True)

# The first input is drawn; others are files that it names.
shell("heatmap {snakemake.input[0]:q} {outputs} {extra} {log}")
