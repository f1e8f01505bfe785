"""
`npm run policy:export [-- --run FOLDER --to FOLDER]`: policy.onnx and policy.json for the app, and what `parity.ts` then
compares in the app's own runtime.
"""

import argparse
import hashlib
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch

from data import DataError, read_split
from layout import ACTS, LayoutError, USERS, VOICE_SIZE
from model import Step
from thresholds import chosen
from training import load

OPSET = 15
PARITY_CELLS = 200
HERE = Path(__file__).resolve().parent


def write_onnx(policy, file):
    step = Step(policy).eval()
    # It says of every slice that it was not folded into a constant.
    warnings.filterwarnings("ignore", module="torch.onnx")
    torch.onnx.export(
        step,
        (torch.zeros(1, policy.layout.size), torch.zeros(1, policy.state_size)),
        str(file),
        input_names=["cell", "state"],
        output_names=["act", "user", "voice", "next"],
        opset_version=OPSET,
        do_constant_folding=True,
    )
    model = onnx.load(str(file))
    onnx.checker.check_model(model, full_check=True)
    check_shapes(model, policy)


def shapes(values):
    return {value.name: [dim.dim_value for dim in value.type.tensor_type.shape.dim] for value in values}


def check_shapes(model, policy):
    wanted_in = {"cell": [1, policy.layout.size], "state": [1, policy.state_size]}
    wanted_out = {
        "act": [1, len(ACTS)],
        "user": [1, len(USERS)],
        "voice": [1, VOICE_SIZE],
        "next": [1, policy.state_size],
    }
    got_in, got_out = shapes(model.graph.input), shapes(model.graph.output)
    if got_in != wanted_in or got_out != wanted_out:
        raise LayoutError(f"the exported network has {got_in} → {got_out}, not {wanted_in} → {wanted_out}")


@torch.no_grad()
def write_parity(policy, sessions, folder):
    """What torch makes of whole sessions at once, for the app's runtime to make of them cell by cell."""
    x = np.concatenate([session.x for session in sessions])[:PARITY_CELLS]
    act, user, voice, last = policy(torch.from_numpy(x)[None])
    told = np.concatenate([act[0].softmax(1), user[0].softmax(1), voice[0].sigmoid()], axis=1)
    state = last.transpose(0, 1).reshape(-1).numpy()
    (folder / "parity.json").write_text(
        json.dumps({"cells": len(x), "inputs": x.shape[1], "outputs": told.shape[1], "state": len(state)}) + "\n"
    )
    np.concatenate([x.ravel(), told.ravel(), state]).astype("<f4").tofile(folder / "parity.bin")


def trained(told):
    data = told["data"]
    return {
        "date": told["date"],
        "seed": told["options"]["seed"],
        **data["train"],
        "tuneSessions": data["tune"]["sessions"],
        "epochs": len(told["epochs"]),
        "bestEpoch": told["bestEpoch"],
        "parameters": told["parameters"],
        "torch": told["versions"]["torch"],
    }


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=".cache/interaction-model")
    parser.add_argument("--run", default=".cache/interaction-model/runs/full")
    parser.add_argument("--to", default=str(HERE.parent))
    args = parser.parse_args(arguments)
    torch.set_num_threads(1)
    policy, kept = load(Path(args.run) / "checkpoint.pt")
    layout, tune = read_split(args.data, "tune")
    if layout.hash != policy.layout.hash:
        raise LayoutError("the checkpoint was trained on another layout")
    thresholds = chosen(policy, tune)

    to = Path(args.to)
    to.mkdir(parents=True, exist_ok=True)
    write_onnx(policy, to / "policy.onnx")
    write_parity(policy, tune, Path(args.run))
    sha256 = hashlib.sha256((to / "policy.onnx").read_bytes()).hexdigest()
    told = {
        "sha256": sha256,
        "layout": layout.hash,
        "trained": trained(kept["told"]),
        "thresholds": thresholds,
    }
    (to / "policy.json").write_text(json.dumps(told, indent=2) + "\n")
    size = (to / "policy.onnx").stat().st_size
    print(
        f"{to / 'policy.onnx'}: {size / 1e6:.2f} MB, opset {OPSET}, state {policy.state_size}, checked; "
        f"speakAt {thresholds['speakAt']}, yieldAt {thresholds['yieldAt']}"
    )


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (DataError, LayoutError, ValueError) as error:
        sys.exit(f"{error}")
