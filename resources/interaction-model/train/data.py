"""Sessions as they were simulated or recorded, checked on reading, and batches of them for training."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clock import ClockError, ends_of
from layout import ACTS, CELL_MS, LABEL_SIZE, USERS, VOICE_SIZE, Layout, read_layout

SPLITS = ("train", "tune", "held-out")


class DataError(Exception):
    pass


@dataclass(frozen=True)
class Session:
    id: str
    split: str
    human: bool
    speakers: tuple
    source: object
    marks: tuple
    """Times of the cells' ends, ms, on the clock of the marks."""
    ends_ms: np.ndarray
    x: np.ndarray
    labels: np.ndarray

    @property
    def cells(self):
        return len(self.x)

    @property
    def act(self):
        return self.labels[:, : len(ACTS)]

    @property
    def user(self):
        return self.labels[:, len(ACTS) : len(ACTS) + len(USERS)]

    @property
    def voice(self):
        return self.labels[:, len(ACTS) + len(USERS) : -2]

    @property
    def weights(self):
        return self.labels[:, -2:]


def check_labels(labels, file):
    hot = {"act": labels[:, : len(ACTS)], "user": labels[:, len(ACTS) : len(ACTS) + len(USERS)]}
    for name, part in hot.items():
        if not np.isin(part, (0, 1)).all() or (part.sum(1) > 1).any():
            raise DataError(f"{file}: {name} labels are not one-hot")
    voice = labels[:, len(ACTS) + len(USERS) : -2]
    if voice.shape[1] != VOICE_SIZE or not np.isin(voice, (-1, 0, 1)).all():
        raise DataError(f"{file}: voice labels are not 0, 1 or -1")
    if (labels[:, -2:] < 0).any():
        raise DataError(f"{file}: negative weights")


def read_session(json_file, layout: Layout):
    meta = json.loads(json_file.read_text())
    bin_file = json_file.with_suffix(".bin")
    if not bin_file.exists():
        raise DataError(f"{json_file} has no .bin beside it")
    row = layout.size + LABEL_SIZE
    count = meta["cells"]
    size = bin_file.stat().st_size
    if size != count * row * 4:
        raise DataError(
            f"{bin_file}: {size} bytes, but {count} cells of {layout.size} inputs and {LABEL_SIZE} labels are "
            f"{count * row * 4}; {size / 4 / max(count, 1):.1f} floats a cell"
        )
    rows = np.fromfile(bin_file, dtype="<f4").reshape(count, row)
    if not np.isfinite(rows).all():
        raise DataError(f"{bin_file}: NaN or infinite in cell {int(np.argwhere(~np.isfinite(rows))[0][0])}")
    labels = rows[:, layout.size :]
    check_labels(labels, bin_file)
    try:
        ends = ends_of(meta, labels[:, len(ACTS) : len(ACTS) + len(USERS)])
    except ClockError as error:
        raise DataError(f"{json_file}: {error}") from error
    if len(ends) != count:
        raise DataError(f"{json_file}: {len(ends)} times of {count} cells")
    return Session(
        id=meta["id"],
        split=meta["split"],
        human=bool(meta["human"]),
        speakers=tuple(meta["speakers"]),
        source=meta.get("source"),
        marks=tuple(meta["marks"]),
        ends_ms=ends,
        x=rows[:, : layout.size],
        labels=labels,
    )


def read_split(folder, split, limit=None):
    """Layout and sessions of a split, in the order of their names; `limit`: so many, evenly over all."""
    layout = read_layout(folder, split)
    files = [file for file in sorted((Path(folder) / split).glob("*.json")) if file.name != "layout.json"]
    if limit and limit < len(files):
        files = [files[i * len(files) // limit] for i in range(limit)]
    sessions = [read_session(file, layout) for file in files]
    for session in sessions:
        if session.split != split:
            raise DataError(f"{session.id} lies in {split}, but is of {session.split}")
    return layout, sessions


def check_speakers(folder):
    """Who is in two splits would make the tuning, or the last judgement, one of voices that were learned by heart."""
    seen = {}
    for split in SPLITS:
        for file in sorted((Path(folder) / split).glob("*.json")):
            if file.name == "layout.json":
                continue
            for speaker in json.loads(file.read_text())["speakers"]:
                if seen.setdefault(speaker, split) != split:
                    raise DataError(f"{speaker} is in {seen[speaker]} and in {split} ({file.name})")
    return {split: sum(1 for one in seen.values() if one == split) for split in SPLITS}


def hours(sessions):
    return sum(session.cells for session in sessions) * CELL_MS / 3_600_000


@dataclass(frozen=True)
class Batch:
    x: np.ndarray
    act: np.ndarray
    user: np.ndarray
    voice: np.ndarray
    weights: np.ndarray
    cells: int


def padded(chains):
    """Rows of sessions one after the other. Padding has weight 0 and unknown voice, so that it teaches nothing."""
    rows = [
        (np.concatenate([s.x for s in chain]), np.concatenate([s.labels for s in chain])) for chain in chains
    ]
    longest = max(len(x) for x, _ in rows)
    x = np.zeros((len(rows), longest, rows[0][0].shape[1]), dtype=np.float32)
    labels = np.zeros((len(rows), longest, LABEL_SIZE), dtype=np.float32)
    labels[:, :, len(ACTS) + len(USERS) : -2] = -1
    for i, (cells, told) in enumerate(rows):
        x[i, : len(cells)] = cells
        labels[i, : len(told)] = told
    a, u = len(ACTS), len(ACTS) + len(USERS)
    return Batch(
        x=x,
        act=labels[:, :, :a],
        user=labels[:, :, a:u],
        voice=labels[:, :, u:-2],
        weights=labels[:, :, -2:],
        cells=sum(len(cells) for cells, _ in rows),
    )


def chained(sessions, rng, longest):
    """
    Some sessions follow each other in one row: the app never begins anew, so the state has to live through more than
    one session.
    """
    order = [sessions[i] for i in rng.permutation(len(sessions))]
    chains = []
    while order:
        wanted = int(rng.integers(1, longest + 1))
        chains.append(order[:wanted])
        order = order[wanted:]
    return chains


def batches(sessions, size, rng=None, chain=1):
    """Rows of like length together, so that little is padding; batches in random order if there is a `rng`."""
    rows = chained(sessions, rng, chain) if rng is not None else [[session] for session in sessions]
    rows.sort(key=lambda row: sum(session.cells for session in row))
    groups = [rows[i : i + size] for i in range(0, len(rows), size)]
    if rng is not None:
        groups = [groups[i] for i in rng.permutation(len(groups))]
    for group in groups:
        yield padded(group)
