"""Plots of the results, run in an environment with matplotlib: RESULTS FOLDER."""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "redactor"
import matplotlib.pyplot as plt  # noqa: E402  # the kind of output is chosen first

results, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
for what, unit, file in (("cpu", "processor seconds", "time"), ("memory", "MiB", "memory")):
    figure, axes = plt.subplots(figsize=(7, 4))
    lines: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for run in results["runs"]:
        if not run["failed"]:
            lines.setdefault((run["tool"], run["kind"]), []).append((run["pages"], run[what]))
    for (tool, kind), points in sorted(lines.items()):
        pages, values = zip(*sorted(points), strict=True)
        style = "-" if tool.startswith("redactor") else "--"
        axes.plot(pages, values, style, marker="o", label=f"{tool.split(' (')[0]}, {kind.upper()}")
    axes.set(xscale="log", yscale="log", xlabel="pages", ylabel=unit)
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(folder / f"{file}.svg", metadata={"Date": None})
