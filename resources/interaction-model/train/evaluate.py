"""
`npm run policy:evaluate [-- --split tune --run FOLDER]`: what the network is worth beside a plain timer, on sessions as
they were played. The panel judges the app; this judges the network alone.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

from data import DataError, hours, read_split
from events import NEAR_MS, SPEAK_AFTER_MS, Found, by_network, by_timer, events_of, find
from layout import ACTS, OWN_SPEAKS, LayoutError
from measures import HAPPENED, OVER, UNSEEN, Incidence, auc, calibration, lowest, mean_recall
from report import markdown
from training import load

SHARES = (0.02, 0.05, 0.10)
STEPS = tuple(round(0.05 * i, 2) for i in range(1, 20))


@torch.no_grad()
def outputs(policy, session, masking=None, state=None):
    """Probabilities of act, user and voice in each cell, and the state after the last one."""
    x = torch.from_numpy(session.x)[None]
    if masking is not None:
        x = masking.leave_out(x.clone())
    act, user, voice, last = policy(x, state)
    return act[0].softmax(1).numpy(), user[0].softmax(1).numpy(), voice[0].sigmoid().numpy(), last


def outputs_of(policy, sessions, masking, carried):
    """`carried`: the state goes from one session into the next, as in an app that has been up for long."""
    told, state = [], None
    for session in sessions:
        told.append(outputs(policy, session, masking, state))
        state = told[-1][3] if carried else None
    return told


def found_in(runs, layout):
    found = Found()
    for run in runs:
        found.add(find(run, layout))
    return found


def reached_at(spells, threshold):
    """How often, and when, this threshold is reached before a spell is over."""
    times, kinds = [], []
    for one in spells:
        cells = np.flatnonzero(one.scores >= threshold)
        if len(cells):
            times.append(one.after_ms[cells[0]])
            kinds.append(HAPPENED)
        else:
            times.append(one.after_ms[-1] if one.over_ms is None else one.over_ms)
            kinds.append(UNSEEN if one.over_ms is None else OVER)
    return Incidence(times, kinds)


def highest(spells):
    return [float(one.scores.max()) for one in spells]


def threshold_for(spells, share):
    """The lowest threshold that is reached in at most this share of them."""
    highs = np.unique(highest(spells))
    candidates = [0.0, *(float(np.nextafter(score, np.inf)) for score in highs)]
    return lowest(candidates, lambda threshold: reached_at(spells, threshold).share() <= share + 1e-9)


def scores_of(spells):
    return [one.scores for one in spells]


def at_threshold(found, threshold):
    """What speaking from this threshold on would have come to."""
    waits = reached_at(found.openings, threshold)
    return {
        "threshold": threshold,
        "cutOffs": reached_at(found.pauses, threshold).share(),
        "inVoice": reached_at(found.voiced, threshold).share(),
        "notForBeside": reached_at(found.to_others, threshold).share(),
        "medianMs": waits.median_ms(),
        "missed": waits.missed(),
        "unseen": waits.unseen,
    }


def yield_at(found, threshold):
    waits = reached_at(found.takings, threshold)
    return {
        "threshold": threshold,
        "disturbed": reached_at(found.quiet, threshold).share(),
        "byOthers": reached_at(found.others, threshold).share(),
        "medianMs": waits.median_ms(),
        "missed": waits.missed(),
        "unseen": waits.unseen,
    }


def heard(spells, until_ms=np.inf):
    """Of each spell the scores of the cells that end so late that the silence can be heard in them, asked for or not."""
    stretches = [one.raw[(one.after_ms >= SPEAK_AFTER_MS) & (one.after_ms <= until_ms)] for one in spells]
    return [scores for scores in stretches if len(scores)]


def joined(stretches):
    return np.concatenate(stretches) if stretches else []


def firsts(stretches):
    return [scores[0] for scores in stretches]


def speaking(found):
    openings, pauses = heard(found.openings), heard(found.pauses)
    pause_cells = joined([one.raw for one in found.pauses])
    return {
        "openings": len(found.openings),
        "pauses": len(found.pauses),
        "aucFirst": auc(firsts(openings), pause_cells),
        "aucNear": auc(joined(heard(found.openings, NEAR_MS)), pause_cells),
        "aucSameAge": auc(firsts(openings), firsts(pauses)),
        "matched": [
            {"share": share, **at_threshold(found, threshold_for(found.pauses, share))}
            for share in SHARES
            if found.pauses
        ],
    }


def giving_way(found):
    return {
        "interruptions": len(found.takings),
        "quiet": len(found.quiet),
        "auc": auc(joined(scores_of(found.takings)), joined(scores_of(found.quiet))),
        "aucEvents": auc(highest(found.takings), highest(found.quiet)),
        "matched": [
            {"share": share, **yield_at(found, threshold_for(found.quiet, share))}
            for share in SHARES
            if found.quiet
        ],
    }


def how_sure(sessions, acts, layout):
    """Whether of the cells for which it says 70 % seven in ten are so; Beside silent, then Beside speaking."""
    out = {}
    for name, speaks in (("speak", False), ("yield", True)):
        said, so = [], []
        for session, act in zip(sessions, acts):
            own = events_of(session, layout)[:, OWN_SPEAKS] >= 0.5
            cells = (session.act.sum(1) > 0) & (session.weights[:, 0] > 0) & (own == speaks)
            said.append(act[cells, ACTS.index(name)])
            so.append(session.act[cells, ACTS.index(name)])
        out[name] = calibration(np.concatenate(said), np.concatenate(so))
    return out


def heads(sessions, acts, users, voices):
    truth = np.concatenate([session.voice for session in sessions])
    said = np.concatenate(voices)
    known = [truth[:, i] >= 0 for i in range(truth.shape[1])]
    return {
        "actRecall": mean_recall(
            np.concatenate([session.act for session in sessions]), np.concatenate(acts).argmax(1)
        ),
        "userRecall": mean_recall(
            np.concatenate([session.user for session in sessions]), np.concatenate(users).argmax(1)
        ),
        "voiceAuc": [
            auc(said[mask & (truth[:, i] == 1), i], said[mask & (truth[:, i] == 0), i])
            for i, mask in enumerate(known)
        ],
    }


def judged(policy, sessions, masking=None, gated=True, carried=False):
    """All figures of some sessions, of the network and of the timer."""
    layout = policy.layout
    told = outputs_of(policy, sessions, masking, carried)
    acts, users, voices = ([one[i] for one in told] for i in range(3))
    network = found_in([by_network(s, act, layout, gated) for s, act in zip(sessions, acts)], layout)
    timer = found_in([by_timer(s, layout, gated) for s in sessions], layout)
    return {
        "sessions": len(sessions),
        "hours": hours(sessions),
        "network": {"speak": speaking(network), "yield": giving_way(network)},
        "timer": {"speak": speaking(timer), "yield": giving_way(timer)},
        "bySteps": {
            "speak": [at_threshold(network, step) for step in STEPS],
            "yield": [yield_at(network, step) for step in STEPS],
        },
        "calibration": how_sure(sessions, acts, layout),
        "heads": heads(sessions, acts, users, voices),
    }


def by_source(policy, sessions, gated=True):
    groups = {
        "all": sessions,
        "human": [session for session in sessions if session.human],
        "synthetic": [session for session in sessions if not session.human],
    }
    figures = {name: judged(policy, some, gated=gated) for name, some in groups.items() if some}
    return {**figures, "all, in one go": judged(policy, sessions, gated=gated, carried=True)}


def open_in_openings(sessions, layout):
    """Share of the openings in which the app would ask the network at all."""
    asked = found_in([by_network(s, np.ones((s.cells, len(ACTS))), layout, True) for s in sessions], layout)
    return reached_at(asked.openings, 0.5).share()


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=".cache/interaction-model")
    parser.add_argument("--run", default=".cache/interaction-model/runs/full")
    parser.add_argument("--split", default="tune")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", help="where to; else beside the checkpoint")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--ungated", action="store_true", help="also where no utterance is open")
    args = parser.parse_args(arguments)
    torch.set_num_threads(args.threads)
    policy, kept = load(Path(args.run) / "checkpoint.pt")
    layout, sessions = read_split(args.data, args.split, args.limit)
    if layout.hash != policy.layout.hash:
        raise LayoutError("the checkpoint was trained on another layout")
    if not sessions:
        raise DataError(f"no session in {args.split}")
    asked = open_in_openings(sessions, layout)
    if not args.ungated and asked is not None and asked < 0.9:
        print(f"warning: in {1 - asked:.0%} of the openings nothing is ever asked", file=sys.stderr)
    result = {
        "split": args.split,
        "trained": {"date": kept["told"]["date"], "seed": kept["told"]["options"]["seed"]},
        "gated": not args.ungated,
        "openWhileWaited": asked,
        "groups": by_source(policy, sessions, not args.ungated),
    }
    file = Path(args.json) if args.json else Path(args.run) / f"evaluation-{args.split}.json"
    file.write_text(json.dumps(result, indent=2) + "\n")
    print(markdown(result))
    print(f"\nAs JSON: {file}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (DataError, LayoutError) as error:
        sys.exit(f"{error}")
