"""From which probability on the app speaks or gives way, and what to expect of other thresholds, measured on `tune`."""

import math
import sys

from evaluate import STEPS, at_threshold, by_network, found_in, outputs, threshold_for, yield_at

CUT_OFFS_AT_MOST = 0.05
# Below, it is likelier than two to one that nobody waits: where pauses are told apart that well, other things are not yet.
LEAST_THRESHOLD = 0.333
# With fewer, 5 % is less than one of them.
LEAST_EVENTS = 20


def raised(threshold):
    """To three decimals, never down: a cut-off more would be one too many. Over 1 nothing would ever be said."""
    return min(0.999, max(LEAST_THRESHOLD, math.ceil(threshold * 1000) / 1000))


def rounded(row, *names):
    return {name: None if row[name] is None else round(row[name], 4) for name in names}


def chosen(policy, sessions):
    layout = policy.layout
    acts = [outputs(policy, session)[0] for session in sessions]
    found = found_in([by_network(s, act, layout, True) for s, act in zip(sessions, acts)], layout)
    for name, spells in (("pauses", found.pauses), ("backchannels and tics", found.quiet)):
        if not spells:
            raise ValueError(f"no {name} in tune: no threshold can be chosen")
        if len(spells) < LEAST_EVENTS:
            print(f"warning: only {len(spells)} {name} in tune: the threshold is above all of them", file=sys.stderr)
    # Who speaks into the middle of a word cuts off no less than who speaks into a pause.
    speak_at = raised(max(threshold_for(some, CUT_OFFS_AT_MOST) for some in (found.pauses, found.voiced) if some))
    yield_at_least = raised(threshold_for(found.quiet, CUT_OFFS_AT_MOST))
    return {
        "calibratedOn": "tune",
        "cutOffsAtMost": CUT_OFFS_AT_MOST,
        "speakAt": speak_at,
        "yieldAt": yield_at_least,
        "counted": {
            "openings": len(found.openings),
            "pauses": len(found.pauses),
            "interruptions": len(found.takings),
            "backchannelsAndTics": len(found.quiet),
        },
        "speak": [speak_row(found, at) for at in sorted({*STEPS, speak_at})],
        "yield": [yield_row(found, at) for at in sorted({*STEPS, yield_at_least})],
    }


def speak_row(found, at):
    row = at_threshold(found, at)
    return {"at": at, **rounded(row, "cutOffs", "inVoice", "notForBeside", "missed", "medianMs")}


def yield_row(found, at):
    row = yield_at(found, at)
    return {"at": at, **rounded(row, "disturbed", "byOthers", "missed", "medianMs")}
