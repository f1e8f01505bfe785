"""`npm run policy:train [-- --data FOLDER --run FOLDER]`: fits the network and keeps its best epoch and a log."""

import argparse
import json
import platform
import sys
import time
from pathlib import Path

import numpy
import torch

from data import DataError, check_speakers, hours, read_split
from layout import LayoutError
from model import LEAST_PARAMETERS, MOST_PARAMETERS, Shape
from training import fit, keep


def add_training_options(parser):
    parser.add_argument("--data", default=".cache/interaction-model")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=15, help="no epoch begins later than this")
    parser.add_argument("--patience", type=int, default=5, help="epochs without a better one on tune")
    parser.add_argument("--batch", type=int, default=8, help="rows in a step")
    parser.add_argument("--chain", type=int, default=3, help="sessions in one row, at most")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, help="only so many sessions of a split")


def options_of(args):
    names = ("epochs", "minutes", "patience", "batch", "chain", "rate", "seed", "threads")
    return {name: getattr(args, name) for name in names}


def counts(sessions):
    return {
        "sessions": len(sessions),
        "human": sum(session.human for session in sessions),
        "cells": sum(session.cells for session in sessions),
        "hours": round(hours(sessions), 3),
        "speakers": len({speaker for session in sessions for speaker in session.speakers}),
    }


VERSIONS = {
    "python": platform.python_version(),
    "torch": torch.__version__,
    "numpy": numpy.__version__,
}


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    add_training_options(parser)
    parser.add_argument("--run", default=".cache/interaction-model/runs/full")
    args = parser.parse_args(arguments)
    options = options_of(args)
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)

    speakers = check_speakers(args.data)
    layout, train = read_split(args.data, "train", args.limit)
    tune_layout, tune = read_split(args.data, "tune", args.limit)
    if tune_layout.hash != layout.hash:
        raise DataError("train and tune have different layouts")
    if not train or not tune:
        raise DataError("train and tune both need sessions")
    data = {"train": counts(train), "tune": counts(tune)}
    print(f"{layout.size} inputs, layout {layout.hash[:12]}…; speakers by split {speakers}")
    print(f"train {data['train']}; tune {data['tune']}")

    began, worked = time.monotonic(), time.process_time()
    shape = Shape(args.hidden, args.layers)
    policy, log = fit(layout, shape, train, tune, options)
    seconds, cpu_seconds = round(time.monotonic() - began, 1), round(time.process_time() - worked, 1)
    parameters = policy.parameter_count
    if not LEAST_PARAMETERS <= parameters <= MOST_PARAMETERS:
        print(f"{parameters} parameters: outside of what the app was planned for", file=sys.stderr)
    told = {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "seconds": seconds,
        "cpuSeconds": cpu_seconds,
        "parameters": parameters,
        "options": options,
        "data": data,
        "layout": layout.hash,
        "versions": VERSIONS,
        **log,
    }
    keep(policy, run / "checkpoint.pt", told=told)
    (run / "train-log.json").write_text(json.dumps(told, indent=2) + "\n")
    print(
        f"{parameters} parameters; best epoch {log['bestEpoch']} of {len(log['epochs'])}, tune {log['bestTuneTotal']:.4f}; "
        f"{len(train)} + {len(tune)} sessions, {seconds} s ({cpu_seconds} s of processor time); {VERSIONS}; kept in {run}"
    )


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (DataError, LayoutError) as error:
        sys.exit(f"{error}")
