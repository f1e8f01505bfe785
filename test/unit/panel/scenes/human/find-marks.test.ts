import { expect, test } from 'vitest';
import { hashOf } from '../../../../panel/scenes/human/assets.ts';
import { candidates } from '../../../../panel/scenes/human/find-marks.ts';
import { humanMissing } from '../../../../panel/scenes/human/human-scenes.ts';
import { readMarks } from '../../../../panel/scenes/human/marks.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';

const marks = readMarks();

/** One with an end, one without, one that is a list of places. */
const again = [
  'human/spontaneous/azure_enrol_steve.flac',
  'human/aec_doubletalk/aec_vnQyfx1skiCV_185.flac',
  'human/mfa/mfa_breaths.flac',
];

test('what is stored is what is found in the recordings', async ({ skip }) => {
  const missing = humanMissing() ?? packsMissing('silero-vad');
  if (missing !== null) skip(missing);
  const found = await candidates((name) => again.includes(name));
  const stored = marks.cuts.filter(({ file }) => again.includes(file));
  expect(stored.length).toBeGreaterThanOrEqual(again.length);
  for (const cut of stored) expect(found.map((one) => one.cut)).toContainEqual(cut);
}, 60_000);

test('the recordings are those that the marks were found in', ({ skip }) => {
  const missing = humanMissing();
  if (missing !== null) skip(missing);
  for (const { file, sha256 } of marks.recordings) expect(hashOf(file), file).toBe(sha256);
});
