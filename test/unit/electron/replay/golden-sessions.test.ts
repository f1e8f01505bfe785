import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../../../../.ci/paths.ts';
import type { TimelineEvent } from '../../../../electron/interaction/timeline/cell.ts';
import { policyNamed, replay } from '../../../../electron/interaction/timeline/replay.ts';
import { replaySession } from '../../../../electron/replay/replay-session.ts';
import { readSession } from '../../../../electron/replay/session-file.ts';

/**
 * Sessions that happened, on whichever machine: today's engine decides as it did then. When one differs, either something
 * was broken or a change of decisions was meant: `test/fixtures/sessions/README.md` says what to do then.
 */

const folder = inRoot('test/fixtures/sessions');
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const contentOf = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');

test('there are sessions of real Electron and of the scenarios’ room', () => {
  expect(files.filter((name) => name.startsWith('electron-')).length).toBeGreaterThanOrEqual(5);
  expect(files.filter((name) => name.startsWith('room-')).length).toBeGreaterThanOrEqual(3);
});

test.each(files)('%s is decided as it was', (name) => {
  const { kind, report } = replaySession(contentOf(name));
  expect({ kind, differences: report.differences, flaws: report.flaws }).toEqual({
    kind: 'whole',
    differences: [],
    flaws: [],
  });
  expect(report.acts).toBeGreaterThanOrEqual(3);
});

type Tamper = (event: TimelineEvent) => TimelineEvent | null;

/** Each changes the events of its kind, and leaves the others. A reply alone may be one that came to nothing. */
const tampers: readonly Tamper[] = [
  (event) =>
    event.kind === 'perceived' && event.what.type === 'reply'
      ? { ...event, what: { type: 'reply-failed', requestId: event.what.requestId } }
      : null,
  (event) =>
    event.kind === 'decided' && event.ruling.decision.act === 'speak'
      ? { ...event, ruling: { ...event.ruling, decision: { ...event.ruling.decision, confidence: 0.5 } } }
      : null,
  (event) =>
    event.kind === 'act' && event.effect.type === 'play'
      ? { ...event, effect: { ...event.effect, utteranceId: 'say-0' } }
      : null,
];

test.each(files)('%s with other replies, decisions or acts is found out', (name) => {
  const { header, start, cells } = readSession(contentOf(name));
  for (const tamper of tampers) {
    let done = false;
    const tampered = [...cells].map((cell) => ({
      ...cell,
      events: cell.events.map((event) => {
        const other = tamper(event);
        done ||= other !== null;
        return other ?? event;
      }),
    }));
    expect(done).toBe(true);
    expect(replay(policyNamed(header.policy), start, tampered).report.differing).toBeGreaterThan(0);
  }
});

test.each(files)('%s is small, and names no person and no computer', (name) => {
  const content = contentOf(name);
  expect(Buffer.byteLength(content)).toBeLessThan(300_000);
  const [header = ''] = content.split('\n');
  expect(Object.keys((JSON.parse(header) as { readonly machine: object }).machine)).toEqual([
    'platform',
    'arch',
    'cpu',
    'electron',
    'node',
  ]);
});
