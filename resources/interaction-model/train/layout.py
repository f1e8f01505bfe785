"""What the network is given once a cell, what it answers, and how a session's file is laid out: the contract's numbers."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

CELL_MS = 200
MEL_FRAMES = 20
MEL_BANDS = 40

CONTRACT_INPUTS = (
    ("microphone", MEL_FRAMES * MEL_BANDS),
    ("own", MEL_FRAMES * MEL_BANDS),
    ("voiceActivity", 3),
    ("encoder", 576),
    ("encoderAge", 2),
    ("words", 36),
    ("events", 12),
)

# What goes missing together: an encoder output without its age, or the other way round, never happens in the app.
GROUPS = {
    "microphone": ("microphone",),
    "own": ("own",),
    "voiceActivity": ("voiceActivity",),
    "encoder": ("encoder", "encoderAge"),
    "words": ("words",),
    "events": ("events",),
}

ACTS = ("silent", "backchannel", "speak", "hold", "yield")
USERS = ("silent", "speaking", "hesitating", "finished", "backchannel", "to-someone-else", "noise")
VOICE_SIZE = 8
LABEL_SIZE = len(ACTS) + len(USERS) + VOICE_SIZE + 2

# Places within `events`.
UTTERANCE_OPEN = 1
OWN_SPEAKS = 3
SILENT = 7
OVER = 9
SILENT_SCALE_MS = 2000
OVER_SCALE_MS = 1000


class LayoutError(Exception):
    pass


@dataclass(frozen=True)
class Layout:
    inputs: tuple

    @property
    def size(self):
        return sum(size for _, size in self.inputs)

    @property
    def hash(self):
        """As JavaScript's `JSON.stringify(inputs)` writes it: no blanks, the name before the size."""
        listed = [{"name": name, "size": size} for name, size in self.inputs]
        return hashlib.sha256(json.dumps(listed, separators=(",", ":")).encode()).hexdigest()

    def slice(self, name):
        offset = 0
        for one, size in self.inputs:
            if one == name:
                return slice(offset, offset + size)
            offset += size
        raise LayoutError(f"the data has no input named {name}")

    def slices_of(self, group):
        return [self.slice(name) for name in GROUPS[group]]


CONTRACT = Layout(CONTRACT_INPUTS)


def layout_from(stated, where):
    """`stated`: the list of inputs, or the hash of a list, which then has to be the contract's."""
    if isinstance(stated, dict):
        stated = stated.get("inputs", stated.get("layout"))
    if isinstance(stated, str):
        if stated != CONTRACT.hash:
            raise LayoutError(
                f"{where}: its layout {stated[:12]}… is not the one that this training knows ({CONTRACT.hash[:12]}…); "
                "a layout.json with the list of inputs beside the data would say what it is"
            )
        return CONTRACT
    try:
        layout = Layout(tuple((one["name"], int(one["size"])) for one in stated))
    except (TypeError, KeyError) as error:
        raise LayoutError(f"{where}: no list of {{name, size}}") from error
    for group in GROUPS:
        layout.slices_of(group)
    return layout


def read_layout(folder, split):
    """Of `layout.json` beside the data, or of the first session's json."""
    folder = Path(folder)
    for file in (folder / "layout.json", folder / split / "layout.json"):
        if file.exists():
            return layout_from(json.loads(file.read_text()), file)
    for file in sorted((folder / split).glob("*.json")):
        meta = json.loads(file.read_text())
        return layout_from(meta["layout"], file) if "layout" in meta else CONTRACT
    raise LayoutError(f"no session in {folder / split}")
