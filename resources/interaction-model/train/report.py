"""The figures of an evaluation as Markdown."""


def share(value):
    return "–" if value is None else f"{100 * value:.1f} %"


def number(value):
    return "–" if value is None else f"{value:.3f}"


def ms(value):
    return "–" if value is None else f"{value:.0f}"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def each(result):
    for group, figures in result["groups"].items():
        for decider in ("network", "timer"):
            yield group, decider, figures[decider]


def threshold(decider, value):
    return f"{value:.3f}" if decider == "network" else f"{value:.0f} ms"


def aucs(result):
    rows = [
        [
            group,
            decider,
            figures["speak"]["openings"],
            figures["speak"]["pauses"],
            number(figures["speak"]["aucFirst"]),
            number(figures["speak"]["aucNear"]),
            number(figures["speak"]["aucSameAge"]),
            figures["yield"]["interruptions"],
            figures["yield"]["quiet"],
            number(figures["yield"]["auc"]),
            number(figures["yield"]["aucEvents"]),
        ]
        for group, decider, figures in each(result)
    ]
    head = "sessions|by|openings|pauses|first cell after an end / pause cells|… ≤ 600 ms / pause cells|first cell / first pause cell"
    head += "|interruptions|backchannels, tics|yield by cell|yield by event"
    return table(head.split("|"), rows)


def speaking(result):
    rows = [
        [
            group,
            decider,
            share(row["share"]),
            threshold(decider, row["threshold"]),
            share(row["cutOffs"]),
            ms(row["medianMs"]),
            share(row["missed"]),
            share(row["inVoice"]),
            share(row["notForBeside"]),
            row["unseen"],
        ]
        for group, decider, figures in each(result)
        for row in figures["speak"]["matched"]
    ]
    head = "sessions|by|allowed|threshold|pauses cut off|median delay ms|missed|turns broken into mid-voice|spoken to others, noise"
    return table((head + "|not seen to the end").split("|"), rows)


def giving_way(result):
    rows = [
        [
            group,
            decider,
            share(row["share"]),
            threshold(decider, row["threshold"]),
            share(row["disturbed"]),
            ms(row["medianMs"]),
            share(row["missed"]),
            share(row["byOthers"]),
            row["unseen"],
        ]
        for group, decider, figures in each(result)
        for row in figures["yield"]["matched"]
    ]
    head = "sessions|by|allowed|threshold|given way to backchannel or tic|median delay ms|missed|… to others, noise"
    return table((head + "|not seen to the end").split("|"), rows)


def reliability(result):
    rows = []
    for name in ("speak", "yield"):
        for row in result["groups"]["all"]["calibration"][name]["bins"]:
            rows.append([name, f"{row['from']:.1f}–", row["n"], share(row["said"]), share(row["was"])])
    return table(["act", "bin", "cells", "said", "was so"], rows)


def heads(result):
    rows = [
        [
            group,
            figures["sessions"],
            f"{figures['hours']:.2f}",
            number(figures["heads"]["actRecall"]),
            number(figures["heads"]["userRecall"]),
            " ".join(number(one) for one in figures["heads"]["voiceAuc"]),
            share(figures["calibration"]["speak"]["error"]),
            share(figures["calibration"]["yield"]["error"]),
        ]
        for group, figures in result["groups"].items()
    ]
    head = "sessions|n|hours|mean recall of acts|of user states|AUC of voice: person, then Beside|calibration error speak|yield"
    return table(head.split("|"), rows)


def markdown(result):
    asked = "cells in which the app would ask only" if result["gated"] else "all cells"
    return "\n\n".join(
        [
            f"# The network on {result['split']}, trained {result['trained']['date']}, seed {result['trained']['seed']} ({asked})",
            "“In one go”: all sessions after each other with the state kept, as in an app that has been up for long.",
            "## Telling ends from pauses, and interruptions from the rest (AUC)",
            aucs(result),
            "## Speaking, at matched cut-offs",
            "A pause is cut off when a cell that ends in it reaches the threshold. Delay: from the last voiced sample to the end of the "
            "first cell that reaches it. What the session's own Beside hid by beginning, or stopping, first counts until then (Aalen–Johansen). "
            "Thresholds of this table are chosen on these very sessions, for the timer too.",
            speaking(result),
            "## Giving way, at matched disturbances",
            "Delay: from the interruption's start. The timer counts voice over Beside's own.",
            giving_way(result),
            "## What it says and what is so",
            reliability(result),
            "## All heads",
            heads(result),
        ]
    )
