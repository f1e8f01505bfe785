"""
`npm run policy:ablate [-- --data FOLDER --epochs 12]`: the network anew without each of its inputs, with the microphone's
sound out of order, and narrower and wider; each judged on the same sessions.
"""

import argparse
import dataclasses
import json
import sys
import time
from pathlib import Path

import numpy as np

from data import DataError, check_speakers, read_split
from evaluate import judged
from layout import GROUPS, LayoutError, MEL_BANDS, MEL_FRAMES
from model import Masking, Shape
from report import ms, number, share, table
from train import add_training_options, options_of
from training import fit

SHUFFLED = "microphone out of order"
NOT_HERE = (
    "Cells of 100 or 400 ms are not in this table: inputs and labels are stored by cells of 200 ms, so that would need "
    "sessions played anew."
)


def variants(shape):
    """Name, shape, groups left out, microphone out of order."""
    yield "all", shape, (), False
    for group in GROUPS:
        yield f"without {group}", shape, (group,), False
    yield SHUFFLED, shape, (), True
    for width in (0.5, 2.0):
        yield f"width × {width:g}", dataclasses.replace(shape, width=width), (), False


def out_of_order(session, layout, seed):
    """The same frames of the microphone in another order over the whole session: what it sounds like, but not when."""
    rng = np.random.default_rng([seed, *session.id.encode()])
    where = layout.slice("microphone")
    x = session.x.copy()
    frames = x[:, where].reshape(-1, MEL_BANDS)
    x[:, where] = frames[rng.permutation(len(frames))].reshape(len(x), MEL_FRAMES * MEL_BANDS)
    return dataclasses.replace(session, x=x)


def one(layout, train, judge, options, variant, say=print):
    """Fits and judges a variant. Training stops by the same sessions that judge: all variants have that advantage."""
    name, shape, without, shuffled = variant
    if shuffled:
        train, judge = ([out_of_order(s, layout, options["seed"]) for s in some] for some in (train, judge))
    say(f"## {name}")
    began = time.monotonic()
    policy, log = fit(layout, shape, train, judge, options, without, say)
    return {
        "name": name,
        "parameters": policy.parameter_count,
        "epochs": len(log["epochs"]),
        "bestEpoch": log["bestEpoch"],
        "loss": log["bestTuneTotal"],
        "seconds": round(time.monotonic() - began, 1),
        "figures": judged(policy, judge, Masking(layout, without)),
    }


def at_five(figures):
    return next((row for row in figures["matched"] if row["share"] == 0.05), None)


def row_of(result):
    speak, give_way = (result["figures"]["network"][name] for name in ("speak", "yield"))
    opening, taking = at_five(speak), at_five(give_way)
    return [
        result["name"],
        f"{result['parameters'] / 1e6:.2f} M",
        f"{result['bestEpoch']} of {result['epochs']}",
        f"{result['loss']:.4f}",
        number(speak["aucFirst"]),
        number(speak["aucSameAge"]),
        ms(opening and opening["medianMs"]),
        share(opening and opening["missed"]),
        number(give_way["auc"]),
        ms(taking and taking["medianMs"]),
        number(result["figures"]["heads"]["userRecall"]),
        f"{result['seconds']:.0f} s",
    ]


HEAD = (
    "network|parameters|best epoch|loss|AUC first cell / pause cells|first / first|delay at ≤ 5 % cut off, ms|missed|"
    "AUC yield|delay at ≤ 5 % disturbed, ms|recall of user states|took"
)


def markdown(results, split, options):
    timer = results[0]["figures"]["timer"]["speak"]
    waits = at_five(timer)
    return "\n\n".join(
        [
            f"# Ablations on {split}, seed {options['seed']}, {options['epochs']} epochs at most",
            table(HEAD.split("|"), [row_of(result) for result in results]),
            f"A timer at ≤ 5 % cut off: {ms(waits and waits['medianMs'])} ms, {share(waits and waits['missed'])} missed. "
            "One seed each: small differences are none.",
            NOT_HERE,
        ]
    )


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    add_training_options(parser)
    parser.set_defaults(epochs=12, minutes=6)
    parser.add_argument("--split", default="tune")
    parser.add_argument("--only", help="names of variants, by commas")
    parser.add_argument("--json", default=".cache/interaction-model/runs/ablations.json")
    args = parser.parse_args(arguments)
    options = options_of(args)
    check_speakers(args.data)
    layout, train = read_split(args.data, "train", args.limit)
    _, judge = read_split(args.data, args.split, args.limit)
    wanted = [v for v in variants(Shape(args.hidden, args.layers)) if not args.only or v[0] in args.only.split(",")]
    if not wanted or not train or not judge:
        raise DataError("nothing to train or to judge by")
    file = Path(args.json)
    file.parent.mkdir(parents=True, exist_ok=True)
    results = []
    for variant in wanted:
        results.append(one(layout, train, judge, options, variant))
        # What is done is kept, should the rest not come to its end.
        file.write_text(json.dumps({"split": args.split, "options": options, "results": results}, indent=2) + "\n")
    print(markdown(results, args.split, options))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (DataError, LayoutError) as error:
        sys.exit(f"{error}")
