import { pauseLengths, type PauseLength } from '../../shared/pause.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { invitedStreams, type InvitedStream } from '../../shared/streams.ts';
import { cuesLine } from './tray-cues.ts';

/** What the tray shows and offers, as data. */
export type TrayAct =
  | { readonly type: 'microphone'; readonly on: boolean }
  | { readonly type: 'stream'; readonly stream: InvitedStream; readonly on: boolean }
  | { readonly type: 'pause'; readonly length: PauseLength }
  | { readonly type: 'resume' | 'stop' | 'kill' | 'show' | 'quit' };

export interface TrayItem {
  readonly label: string;
  /** Null for a line that only says something. */
  readonly act: TrayAct | null;
  readonly items?: readonly TrayItem[];
}

export interface TrayFace {
  /** Drawn as a shape of its own, so that nothing depends on colour. */
  readonly mark: 'open' | 'closed' | 'trouble';
  readonly tooltip: string;
  readonly items: readonly (TrayItem | 'line')[];
}

const FLOORS: Readonly<Record<Snapshot['floor'], string>> = {
  idle: 'Off',
  listening: 'Listening',
  hearing: 'Hearing you',
  thinking: 'Thinking',
  holding: 'Holding back',
  speaking: 'Speaking',
};
const PAUSES: Readonly<Record<PauseLength, string>> = {
  '15-minutes': 'For 15 minutes',
  '1-hour': 'For 1 hour',
  tomorrow: 'Until tomorrow',
};

const STREAMS: Readonly<Record<InvitedStream, string>> = {
  camera: 'camera',
  screen: 'screen',
  'system-sound': 'system sound',
};

export function trayFace(
  { microphone, floor, invited, cues }: Snapshot,
  killKey: string | null,
  nowMs: number,
): TrayFace {
  const said = microphoneWord(microphone);
  const on = microphone.state !== 'off' && microphone.state !== 'failed' && microphone.state !== 'paused';
  const kill = killKey === null ? 'Everything off' : `Everything off (${killKey})`;
  const pauses = pauseLengths.map((length): TrayItem => ({
    label: PAUSES[length],
    act: { type: 'pause', length },
  }));
  const microphoneItem: TrayItem =
    microphone.state === 'paused'
      ? { label: 'Resume', act: { type: 'resume' } }
      : {
          label: on ? 'Turn the microphone off' : 'Turn the microphone on',
          act: { type: 'microphone', on: !on },
        };
  const seen = invitedStreams.filter((stream) => invited[stream].state === 'on');
  const speaking = floor === 'speaking' || floor === 'holding';
  const heading = speaking || on ? `${said}. ${FLOORS[floor]}` : said;
  return {
    mark: seen.length > 0 ? 'open' : markOf(microphone),
    tooltip: [`Beside: ${said}`, ...seen.map((stream) => `${STREAMS[stream]} on`)].join(', '),
    items: [
      { label: heading, act: null },
      ...(cues.length > 0 ? [{ label: cuesLine(cues, nowMs), act: null }] : []),
      'line',
      ...(speaking ? [{ label: 'Stop speaking', act: { type: 'stop' } } as const] : []),
      microphoneItem,
      ...(on ? [{ label: 'Pause everything', act: null, items: pauses }] : []),
      ...invitedStreams.map((stream): TrayItem => {
        const open = invited[stream].state === 'on' || invited[stream].state === 'starting';
        return {
          label: `Turn the ${STREAMS[stream]} ${open ? 'off' : 'on'}`,
          act: { type: 'stream', stream, on: !open },
        };
      }),
      { label: kill, act: { type: 'kill' } },
      'line',
      { label: 'Show Beside', act: { type: 'show' } },
      { label: 'Quit Beside', act: { type: 'quit' } },
    ],
  };
}

function microphoneWord(microphone: Snapshot['microphone']): string {
  switch (microphone.state) {
    case 'on':
      return 'Microphone on';
    case 'off':
      return 'Microphone off';
    case 'starting':
      return 'Microphone starting';
    case 'muted':
      return 'Microphone muted';
    case 'recovering':
      return 'Waiting for the microphone';
    case 'failed':
      return 'Microphone failed';
    case 'paused':
      return `Paused until ${clock(microphone.untilMs)}`;
  }
}

const markOf = ({ state }: Snapshot['microphone']): TrayFace['mark'] =>
  state === 'on' || state === 'starting'
    ? 'open'
    : state === 'off' || state === 'paused'
      ? 'closed'
      : 'trouble';

const clock = (ms: number): string =>
  new Date(ms).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
