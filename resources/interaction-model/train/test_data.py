import json
import tempfile
import unittest
from hashlib import sha256
from pathlib import Path

import numpy as np

from data import DataError, batches, check_speakers, padded, read_split
from layout import CONTRACT, LABEL_SIZE, LayoutError
from synthetic_data import write


class Reading(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        write(self.folder, "train", 4, seed=3)
        self.json = self.folder / "train" / "train-0001.json"

    def change(self, **values):
        meta = json.loads(self.json.read_text())
        meta.update(values)
        self.json.write_text(json.dumps(meta))

    def test_reads_what_was_written(self):
        layout, sessions = read_split(self.folder, "train")
        self.assertEqual(layout.size, 2229)
        self.assertEqual([session.id for session in sessions], [f"train-000{i}" for i in range(4)])
        self.assertEqual(sessions[0].voice.shape[1], 8)

    def test_hash_is_of_what_javascript_writes(self):
        written = (
            '[{"name":"microphone","size":800},{"name":"own","size":800},{"name":"voiceActivity","size":3},'
            '{"name":"encoder","size":576},{"name":"encoderAge","size":2},{"name":"words","size":36},'
            '{"name":"events","size":12}]'
        )
        self.assertEqual(CONTRACT.hash, sha256(written.encode()).hexdigest())

    def test_refuses_a_file_of_another_size(self):
        self.change(cells=7)
        with self.assertRaisesRegex(DataError, "train-0001.bin: .* bytes, but 7 cells of 2229 inputs"):
            read_split(self.folder, "train")

    def test_refuses_what_is_no_number(self):
        file = self.json.with_suffix(".bin")
        rows = np.fromfile(file, dtype="<f4")
        rows[2 * (CONTRACT.size + LABEL_SIZE) + 5] = np.nan
        rows.tofile(file)
        with self.assertRaisesRegex(DataError, "cell 2"):
            read_split(self.folder, "train")

    def test_refuses_another_layout_by_its_hash(self):
        for file in (self.folder / "train").glob("*.json"):
            file.write_text(json.dumps({**json.loads(file.read_text()), "layout": "0" * 64}))
        with self.assertRaisesRegex(LayoutError, "not the one"):
            read_split(self.folder, "train")

    def test_takes_the_sizes_of_a_layout_beside_the_data(self):
        inputs = [{"name": name, "size": size + (name == "words")} for name, size in CONTRACT.inputs]
        (self.folder / "layout.json").write_text(json.dumps({"inputs": inputs}))
        with self.assertRaisesRegex(DataError, "2230 inputs"):
            read_split(self.folder, "train")

    def test_finds_a_speaker_of_two_splits(self):
        write(self.folder, "tune", 2, seed=3)
        self.assertEqual(check_speakers(self.folder)["tune"], 2)
        self.change(speakers=["nobody-tune-1"])
        with self.assertRaisesRegex(DataError, "nobody-tune-1 is in train and in tune"):
            check_speakers(self.folder)

    def test_reads_the_time_of_the_first_cell_off_the_labels(self):
        late = 1370
        meta = json.loads(self.json.read_text())
        marks = [{**mark, "fromMs": mark["fromMs"] + late, "toMs": mark["toMs"] + late} for mark in meta["marks"]]
        self.change(marks=marks)
        _, sessions = read_split(self.folder, "train")
        self.assertAlmostEqual(sessions[1].ends_ms[0], 200 + late, delta=60)
        self.assertEqual(sessions[0].ends_ms[0], 200)

    def test_refuses_labels_of_other_marks(self):
        self.change(marks=[{"kind": "noise", "fromMs": 0, "toMs": 20_000}])
        with self.assertRaisesRegex(DataError, "marks and labels agree in"):
            read_split(self.folder, "train")

    def test_every_session_is_in_one_batch_whatever_it_follows(self):
        _, sessions = read_split(self.folder, "train")
        rng = np.random.default_rng(1)
        self.assertEqual(
            sum(batch.cells for batch in batches(sessions, 2, rng, chain=3)),
            sum(session.cells for session in sessions),
        )

    def test_padding_teaches_nothing(self):
        _, sessions = read_split(self.folder, "train")
        sessions = sorted(sessions, key=lambda session: session.cells)
        batch = padded([[sessions[0]], [sessions[-1]]])
        over = slice(sessions[0].cells, None)
        self.assertGreater(batch.x.shape[1], sessions[0].cells)
        self.assertFalse(batch.weights[0, over].any())
        self.assertTrue((batch.voice[0, over] == -1).all())
