import type { ReportInput } from '../../shared/ipc.ts';
import type { Interruption, MicrophoneFault } from '../../shared/snapshot.ts';

export type MicrophoneReport = ReportInput<'capture.microphone'>;

export interface InputDevice {
  readonly id: string;
  /** The same for entries that are one piece of hardware; what the entry `default` stands for, where it is told. */
  readonly group: string;
  readonly label: string;
}

/** What an opened track says of itself. */
export interface TrackFacts {
  readonly label: string;
  readonly echoCancellation: boolean;
  readonly muted: boolean;
}

/** `generation` is the opening that an event belongs to; one of an older opening changes nothing. */
export type LifeEvent =
  | { readonly type: 'wish'; readonly on: boolean }
  | {
      readonly type: 'opened';
      readonly generation: number;
      readonly track: TrackFacts;
      readonly inputs: readonly InputDevice[];
    }
  | { readonly type: 'open-failed'; readonly generation: number; readonly fault: MicrophoneFault }
  | { readonly type: 'ended' | 'muted' | 'unmuted'; readonly generation: number }
  | { readonly type: 'devices'; readonly inputs: readonly InputDevice[] }
  | { readonly type: 'asleep'; readonly asleep: boolean }
  | { readonly type: 'tick' };

/** `close` also gives back a device that came too late. */
export type LifeEffect =
  | { readonly type: 'open' | 'connect' | 'close'; readonly generation: number }
  | { readonly type: 'report'; readonly report: MicrophoneReport };

interface CurrentTrack {
  readonly generation: number;
  readonly facts: TrackFacts;
  /** Since when the system gives silence instead of sound. */
  readonly mutedAtMs: number | null;
}

export interface MicrophoneLife {
  readonly wanted: boolean;
  readonly asleep: boolean;
  readonly generation: number;
  /** The opening under way, and since when. */
  readonly opening: number | null;
  readonly openingSinceMs: number;
  readonly current: CurrentTrack | null;
  /** When to open next. */
  readonly openAtMs: number | null;
  readonly inputs: readonly InputDevice[];
  readonly told: MicrophoneReport;
}

export interface LifeStep {
  readonly state: MicrophoneLife;
  readonly effects: readonly LifeEffect[];
}

/** A device that comes or goes makes several changes in a row. */
const DEBOUNCE_MS = 250;
/** Headsets mute themselves for a moment when they change their profile. */
const MUTE_GRACE_MS = 800;
const RETRY_MS = 2000;
/** A system that is asked for a microphone again needs no answer from the person; some never give one. */
const REOPEN_TIMEOUT_MS = 10_000;

export const initialLife: MicrophoneLife = {
  wanted: false,
  asleep: false,
  generation: 0,
  opening: null,
  openingSinceMs: 0,
  current: null,
  openAtMs: null,
  inputs: [],
  told: { state: 'off' },
};

/** The life of the microphone's track, from the person's wish to what the system does to it meanwhile. */
export function live(state: MicrophoneLife, event: LifeEvent, nowMs: number): LifeStep {
  switch (event.type) {
    case 'wish':
      return event.on ? wish(state, nowMs) : drop({ ...state, wanted: false }, { state: 'off' }, true);
    case 'opened':
      return opened(state, event, nowMs);
    case 'open-failed':
      return event.generation === state.opening ? openFailed(state, event.fault, nowMs) : none(state);
    case 'ended':
      if (isCurrent(state, event.generation)) return open(drop(state, recovering('lost')), nowMs);
      // Gone before it was there: what is opened of it is given back, and it is tried again.
      return event.generation === state.opening ? openFailed(state, 'device-busy', nowMs) : none(state);
    case 'muted':
    case 'unmuted':
      return isCurrent(state, event.generation) ? muted(state, event.type === 'muted', nowMs) : none(state);
    case 'devices':
      return none(devices(state, event.inputs, nowMs));
    case 'asleep':
      return asleep(state, event.asleep, nowMs);
    case 'tick':
      return tick(state, nowMs);
  }
}

/** When the next tick is due. */
export function nextTickMs({ openAtMs, current, told, ...life }: MicrophoneLife): number | null {
  const muteMs =
    current !== null && current.mutedAtMs !== null && told.state !== 'muted'
      ? current.mutedAtMs + MUTE_GRACE_MS
      : null;
  const giveUpMs =
    life.opening !== null && told.state === 'recovering' ? life.openingSinceMs + REOPEN_TIMEOUT_MS : null;
  const due = [openAtMs, muteMs, giveUpMs].filter((at) => at !== null);
  return due.length === 0 ? null : Math.min(...due);
}

const none = (state: MicrophoneLife): LifeStep => ({ state, effects: [] });
const recovering = (reason: Interruption): MicrophoneReport => ({ state: 'recovering', reason });
const isCurrent = (state: MicrophoneLife, generation: number): boolean =>
  state.current?.generation === generation;

/** Says it, unless it was the last thing said. */
function tell(state: MicrophoneLife, report: MicrophoneReport, again = false): LifeStep {
  const same = JSON.stringify(report) === JSON.stringify(state.told);
  if (same && !again) return none(state);
  return { state: { ...state, told: report }, effects: [{ type: 'report', report }] };
}

/** Gives back what is held and forgets what is under way. */
function drop(state: MicrophoneLife, report: MicrophoneReport, again = false): LifeStep {
  const closed: LifeEffect[] = state.current ? [{ type: 'close', generation: state.current.generation }] : [];
  const step = tell({ ...state, current: null, opening: null, openAtMs: null }, report, again);
  return { state: step.state, effects: [...closed, ...step.effects] };
}

/** A track that still flows goes on until the new one is there. */
function open({ state, effects }: LifeStep, nowMs: number): LifeStep {
  const generation = state.generation + 1;
  return {
    state: { ...state, generation, opening: generation, openingSinceMs: nowMs, openAtMs: null },
    effects: [...effects, { type: 'open', generation }],
  };
}

function wish(state: MicrophoneLife, nowMs: number): LifeStep {
  if (state.wanted) {
    return state.current || state.told.state === 'recovering' ? tell(state, state.told, true) : none(state);
  }
  const wanted = { ...state, wanted: true };
  return state.asleep ? tell(wanted, recovering('asleep')) : open(none(wanted), nowMs);
}

function opened(
  state: MicrophoneLife,
  { generation, track, inputs }: Extract<LifeEvent, { type: 'opened' }>,
  nowMs: number,
): LifeStep {
  // Told twice: it flows already.
  if (isCurrent(state, generation)) return none(state);
  if (generation !== state.opening) return { state, effects: [{ type: 'close', generation }] };
  const before: LifeEffect[] = state.current ? [{ type: 'close', generation: state.current.generation }] : [];
  const current = { generation, facts: track, mutedAtMs: track.muted ? nowMs : null };
  const step = tell({ ...state, opening: null, current, inputs }, onReport(track, inputs), true);
  return { state: step.state, effects: [...before, { type: 'connect', generation }, ...step.effects] };
}

function openFailed(state: MicrophoneLife, fault: MicrophoneFault, nowMs: number): LifeStep {
  if (fault !== 'no-device' && fault !== 'device-busy')
    return drop({ ...state, wanted: false }, { state: 'failed', fault });
  const step = drop(state, recovering(fault));
  return { ...step, state: { ...step.state, openAtMs: nowMs + RETRY_MS } };
}

function muted(state: MicrophoneLife, on: boolean, nowMs: number): LifeStep {
  if (!state.current) return none(state);
  const mutedAtMs = on ? (state.current.mutedAtMs ?? nowMs) : null;
  const next = { ...state, current: { ...state.current, mutedAtMs } };
  return on ? none(next) : tell(next, onReport(state.current.facts, state.inputs));
}

function devices(state: MicrophoneLife, inputs: readonly InputDevice[], nowMs: number): MicrophoneLife {
  const next = { ...state, inputs };
  if (!state.wanted || state.asleep) return next;
  const due = state.current !== null ? inputMoved(state.inputs, inputs) : grew(state.inputs, inputs);
  return due ? { ...next, openAtMs: nowMs + DEBOUNCE_MS } : next;
}

function asleep(state: MicrophoneLife, now: boolean, nowMs: number): LifeStep {
  if (now === state.asleep) return none(state);
  const next = { ...state, asleep: now };
  if (!state.wanted) return none(next);
  return now ? drop(next, recovering('asleep')) : open(none(next), nowMs);
}

function tick(state: MicrophoneLife, nowMs: number): LifeStep {
  const { current } = state;
  const hangs =
    state.opening !== null &&
    state.told.state === 'recovering' &&
    nowMs - state.openingSinceMs >= REOPEN_TIMEOUT_MS;
  // Should it answer after all, what it gives is given back.
  if (hangs) return openFailed(state, 'device-busy', nowMs);
  const mute = current !== null && current.mutedAtMs !== null && nowMs - current.mutedAtMs >= MUTE_GRACE_MS;
  const step = mute ? tell(state, { ...onReport(current.facts, state.inputs), state: 'muted' }) : none(state);
  const due = state.wanted && !state.asleep && state.openAtMs !== null && nowMs >= state.openAtMs;
  return due ? open(step, nowMs) : step;
}

const isDefault = ({ id }: InputDevice): boolean => id === 'default';

/**
 * Whether the track may hear through another device. Where the entry `default` tells the hardware behind it, that has
 * to change or go. PulseAudio's tells nothing, and moves the stream unasked: there any change counts.
 */
function inputMoved(before: readonly InputDevice[], after: readonly InputDevice[]): boolean {
  const was = before.find(isDefault);
  const is = after.find(isDefault);
  if (was?.group !== is?.group || was?.label !== is?.label) return true;
  const isTold = before.some((one) => !isDefault(one) && one.group === was?.group);
  if (!isTold) return grew(before, after) || grew(after, before);
  return before.some((one) => one.group === was?.group && !after.some(({ id }) => id === one.id));
}

const grew = (before: readonly InputDevice[], after: readonly InputDevice[]): boolean =>
  after.some(({ id }) => !before.some((one) => one.id === id));

function onReport(
  { label, echoCancellation }: TrackFacts,
  inputs: readonly InputDevice[],
): { state: 'on'; label: string; echoCancellation: boolean } {
  const real = inputs.filter((one) => !isDefault(one));
  const [only] = real;
  // PulseAudio names the default "Default"; with one microphone there is no doubt which it is.
  const name = real.length === 1 && only !== undefined && only.label !== '' ? only.label : label;
  return { state: 'on', label: name, echoCancellation };
}
