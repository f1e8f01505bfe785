"""
Sessions that nobody ever spoke, with a rule that can be learned: for tests and timings of this folder only. What comes of
them says nothing about people.

    /usr/bin/python3 resources/interaction-model/train/synthetic_data.py FOLDER --train 60 --tune 20 --held-out 20
"""

import argparse
import json
from pathlib import Path

import numpy as np

from layout import ACTS, CELL_MS, CONTRACT, LABEL_SIZE, MEL_BANDS, MEL_FRAMES, OVER, OWN_SPEAKS, SILENT, USERS
from layout import UTTERANCE_OPEN, VOICE_SIZE

SILENCE = (np.log(1e-6) + 6) / 4
SPEAK_AFTER_MS = 60
FALL_MS = 500


def contour(ms, spans):
    """Height of the voice in each frame of 10 ms: it falls where a turn ends, and stays where it only pauses."""
    height = np.full(ms // 10, np.nan)
    for begin, end, falls in spans:
        for frame in range(begin // 10, min(end // 10, len(height))):
            left = end - frame * 10
            height[frame] = 25 - (18 * (1 - left / FALL_MS) if falls and left < FALL_MS else 0)
    return height


def mel_of(height, rng):
    bands = np.arange(MEL_BANDS)
    quiet = SILENCE + 0.1 * rng.random((len(height), MEL_BANDS))
    loud = 1.5 * np.exp(-(((bands - np.nan_to_num(height)[:, None]) / 5) ** 2)) + 0.3 * rng.standard_normal(
        (len(height), MEL_BANDS)
    )
    return np.where(np.isnan(height)[:, None], quiet, loud).astype(np.float32)


def script(rng):
    """A turn with pauses or none, an answer, and something said over it."""
    at = int(rng.integers(400, 1200))
    spans, marks = [], []
    begin = at
    # As likely after each stretch: how many there were tells nothing.
    while rng.random() < 0.5:
        pause = at + int(rng.integers(600, 1600))
        resume = pause + int(rng.integers(400, 1600))
        spans.append((at, pause, False))
        marks.append({"kind": "pause", "fromMs": pause, "toMs": resume})
        at = resume
    end = at + int(rng.integers(700, 1600))
    spans.append((at, end, True))
    marks.append({"kind": "turn", "fromMs": begin, "toMs": end, "text": "?", "answer": []})
    answer = end + int(rng.integers(900, 2600))
    over = answer + int(rng.integers(600, 2000))
    if rng.random() < 0.5:
        marks.append({"kind": "backchannel", "fromMs": over, "toMs": over + 300})
        spans.append((over, over + 300, False))
        stop = over + 2500
    else:
        long = int(rng.integers(900, 1800))
        marks.append({"kind": "interruption", "fromMs": over, "toMs": over + long, "text": "!", "answer": []})
        spans.append((over, over + long, True))
        stop = over + int(rng.integers(400, 800))
    return spans, marks, (answer, stop), over + 2600


def labels_of(ends, marks, own):
    addressed = [mark for mark in marks if mark["kind"] in ("turn", "interruption")]
    labels = np.zeros((len(ends), LABEL_SIZE), dtype=np.float32)
    voice = slice(len(ACTS) + len(USERS), len(ACTS) + len(USERS) + VOICE_SIZE)
    labels[:, voice] = -1
    for i, end in enumerate(ends):
        inside = {mark["kind"] for mark in marks if mark["fromMs"] <= end < mark["toMs"]}
        speaks = own[0] < end <= own[1]
        taken = any(
            mark["kind"] == "interruption" and mark["fromMs"] + 250 <= end <= mark["fromMs"] + 2500 for mark in marks
        )
        waited = any(
            mark["toMs"] + SPEAK_AFTER_MS <= end <= mark["toMs"] + 3000 and not own[0] < end <= own[1]
            for mark in addressed
            if mark["kind"] == "interruption" or end <= own[0]
        )
        act = ("yield" if taken else "hold") if speaks else "speak" if waited else "silent"
        user = (
            "hesitating" if "pause" in inside else
            "speaking" if inside & {"turn", "interruption"} else
            "backchannel" if "backchannel" in inside else
            "finished" if waited else "silent"
        )
        labels[i, ACTS.index(act)] = 1
        labels[i, len(ACTS) + USERS.index(user)] = 1
        labels[i, voice.start + 4] = float(own[0] < end + 100 <= own[1])
        labels[i, -2:] = 1
    return labels


def session(rng, cells=None, cue_in_encoder=False):
    spans, marks, own, ms = script(rng)
    count = -(-ms // CELL_MS)
    if cells:
        count = max(count, cells)
    ends = CELL_MS * np.arange(1, count + 1)
    height = contour(count * CELL_MS, spans)
    x = np.zeros((count, CONTRACT.size), dtype=np.float32)
    x[:, CONTRACT.slice("microphone")] = mel_of(height, rng).reshape(count, -1)
    speaks = np.full(count * MEL_FRAMES, np.nan)
    speaks[own[0] // 10 : own[1] // 10] = 20
    x[:, CONTRACT.slice("own")] = np.where(np.isnan(speaks)[:, None], SILENCE, mel_of(speaks, rng)).reshape(count, -1)
    voiced = ~np.isnan(height).reshape(count, MEL_FRAMES)
    x[:, CONTRACT.slice("voiceActivity")] = np.stack([voiced.mean(1), voiced.max(1), voiced[:, -1]], axis=1)
    x[:, CONTRACT.slice("events")] = events(ends, spans, own)
    if cue_in_encoder:
        age, encoder = CONTRACT.slice("encoderAge"), CONTRACT.slice("encoder")
        x[:, age.start] = 1
        x[:, encoder] = rng.standard_normal((count, 576))
    return x, labels_of(ends, marks, own), marks


def events(ends, spans, own):
    out = np.zeros((len(ends), 12), dtype=np.float32)
    for i, end in enumerate(ends):
        said = [min(stop, end) for begin, stop, _ in spans if begin < end]
        out[i, 0] = 1
        out[i, UTTERANCE_OPEN] = float(bool(said))
        out[i, OWN_SPEAKS] = float(own[0] < end <= own[1])
        out[i, SILENT] = min(1, (end - max(said)) / 2000) if said else 0
        over = sum(max(0, min(stop, end, own[1]) - max(begin, own[0])) for begin, stop, _ in spans)
        out[i, OVER] = min(1, over / 1000) if out[i, OWN_SPEAKS] else 0
    return out


def write(folder, split, count, seed, cells=None, cue_in_encoder=False):
    where = Path(folder) / split
    where.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([seed, len(split)])
    for i in range(count):
        x, labels, marks = session(rng, cells, cue_in_encoder)
        name = f"{split}-{i:04d}"
        np.concatenate([x, labels], axis=1).astype("<f4").tofile(where / f"{name}.bin")
        meta = {
            "id": name,
            "split": split,
            "speakers": [f"nobody-{split}-{i % 7}"],
            "human": i % 4 == 0,
            "cells": len(x),
            "layout": CONTRACT.hash,
            "marks": marks,
            "source": "synthetic_data.py",
        }
        (where / f"{name}.json").write_text(json.dumps(meta))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--train", type=int, default=60)
    parser.add_argument("--tune", type=int, default=20)
    parser.add_argument("--held-out", type=int, default=20)
    parser.add_argument("--cells", type=int, help="at least so many in a session")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for split, count in (("train", args.train), ("tune", args.tune), ("held-out", args.held_out)):
        write(args.folder, split, count, args.seed, args.cells, cue_in_encoder=True)
