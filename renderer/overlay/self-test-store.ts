import { create } from 'zustand';
import type { SelfTest } from '../../shared/self-test.ts';
import { bridge } from '../bridge.ts';
import { advance, begin, idle, skip, type SelfTestRun } from './self-test-run.ts';
import { useOverlay } from './store.ts';

interface SelfTestState {
  readonly run: SelfTestRun;
  /** What main read last; null before that. */
  readonly read: SelfTest | null;
  readonly failed: boolean;
}

const nothingRead: SelfTestState = { run: idle, read: null, failed: false };

/** What the open panel shows. */
export const useSelfTest = create<SelfTestState>(() => nothingRead);

/** How often main is asked while a line is being read aloud. */
const LOOK_MS = 500;
let timer: ReturnType<typeof setInterval> | null = null;

/** Main is asked when the panel opens, by the buttons, and again and again only while the guided test goes on. */
export const selfTest = {
  open: (): void => go(idle),
  close: (): void => {
    stopLooking();
    useSelfTest.setState(nothingRead);
  },
  measure: (): void => void look(),
  start: (): void => {
    const { read } = useSelfTest.getState();
    if (read) go(begin(read.nowMs));
  },
  skip: (): void => {
    const { run, read } = useSelfTest.getState();
    if (read) go(skip(run, read.nowMs));
  },
  cancel: (): void => go(idle),
} as const;

function go(run: SelfTestRun): void {
  stopLooking();
  useSelfTest.setState({ run });
  void look();
  if (run.phase === 'line') timer = setInterval(() => void look(), LOOK_MS);
}

function stopLooking(): void {
  if (timer) clearInterval(timer);
  timer = null;
}

async function look(): Promise<void> {
  const { run } = useSelfTest.getState();
  // Asked for what is not shown any more.
  const isOld = (): boolean => useSelfTest.getState().run !== run;
  try {
    const read = await bridge().request('self-test.read', {
      sinceMs: run.phase === 'idle' ? null : run.sinceMs,
      line: run.phase === 'line' ? { name: run.line, sinceMs: run.lineSinceMs } : null,
    });
    if (isOld()) return;
    useSelfTest.setState({ read, failed: false });
    const quiet = useOverlay.getState().snapshot?.floor === 'listening';
    const next = advance(run, read, quiet);
    if (next !== run) go(next);
  } catch {
    if (!isOld()) useSelfTest.setState({ failed: true });
  }
}
