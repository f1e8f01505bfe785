import type { ReactElement } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { LevelMeter } from './level-meter.tsx';
import { MicrophoneSwitch } from './microphone-switch.tsx';
import { PauseMenu } from './pause-menu.tsx';
import { phrases } from './phrases.ts';
import css from './status.module.css';
import { useSnapshot } from './store.ts';

const floorIcons = {
  idle: 'off',
  listening: 'ear',
  hearing: 'voice',
  thinking: 'thinking',
  speaking: 'speaker',
} as const satisfies Record<Snapshot['floor'], IconName>;

/** Who has the floor, and whether Beside can hear: the part that must be readable at a glance. */
export function Status(): ReactElement {
  const floor = useSnapshot((snapshot) => snapshot.floor);
  const hint = useSnapshot(hintOf);
  const warning = useSnapshot(warningOf);
  const failed = useSnapshot((snapshot) => snapshot.microphone.state === 'failed');
  const icon = useSnapshot(warningIcon);
  const notHearing = useSnapshot(isNotHearing);
  const paused = useSnapshot(isPaused);
  const halfReason = useSnapshot(({ duplex }) => duplex.reason);
  return (
    <section className={css['status']} aria-label={phrases.floor.label}>
      <div className={css['row']}>
        <span className={css['badge']} data-floor={floor}>
          <Icon name={paused ? 'pause' : notHearing ? 'microphone-off' : floorIcons[floor]} size={20} />
        </span>
        <div className={css['words']} aria-live="polite">
          <p className={css['word']} data-testid="floor" data-floor={floor}>
            {paused
              ? phrases.microphone.paused
              : notHearing
                ? phrases.floor.notHearing
                : phrases.floor[floor].word}
          </p>
          <p className={css['hint']}>{hint}</p>
        </div>
        <PauseMenu />
        <MicrophoneSwitch />
      </div>
      <LevelMeter />
      <LateCells />
      {warning !== null && (
        <p
          className={css['warning']}
          data-level={failed ? 'error' : 'warning'}
          role="alert"
          data-testid="mic-warning"
        >
          <Icon name={icon} size={14} />
          <span>{warning}</span>
        </p>
      )}
      {halfReason !== null && (
        <output className={css['warning']} data-testid="duplex" data-reason={halfReason}>
          <Icon name={halfReason === 'no-output' ? 'speaker-off' : 'turns'} size={14} />
          <span>{phrases.duplex[halfReason]}</span>
        </output>
      )}
    </section>
  );
}

/** Said quietly and to nobody in particular: it needs nothing from the person, and goes when it is over. */
function LateCells(): ReactElement | null {
  const late = useSnapshot((snapshot) => snapshot.lateCells);
  if (late === null) return null;
  return (
    <p className={css['late']} data-testid="late-cells">
      <Icon name="clock" size={14} />
      <span>{phrases.late(late.missed, late.of)}</span>
    </p>
  );
}

function hintOf({ floor, microphone, abilities, duplex }: Snapshot): string {
  if (microphone.state === 'paused' && floor !== 'speaking') return pausedUntil(microphone.untilMs);
  if (microphone.state === 'recovering' && floor === 'listening') return phrases.floor.waitingForMic;
  if (microphone.state === 'muted' && floor === 'listening') return phrases.floor.mutedHint;
  if (floor === 'speaking' && (microphone.state === 'recovering' || microphone.state === 'muted'))
    return phrases.floor.speakingMicOff;
  if (floor === 'speaking' && duplex.mode === 'half') return phrases.floor.takesTurns;
  const micOff = microphone.state === 'off' || microphone.state === 'failed' || microphone.state === 'paused';
  if (floor === 'idle' && micOff && !abilities.hear) return phrases.floor.typingOnly;
  if (floor === 'speaking' && micOff) return phrases.floor.speakingMicOff;
  if (floor === 'listening' && micOff) return phrases.floor.micOffHint;
  return phrases.floor[floor].hint;
}

function pausedUntil(ms: number): string {
  return phrases.pause.until(
    new Date(ms).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }),
  );
}

/** What keeps Beside from hearing well, in words. */
function warningOf({ microphone, abilities }: Snapshot): string | null {
  if ('message' in microphone) return microphone.message;
  return microphone.state === 'on' && !abilities.hear ? phrases.microphone.deaf : null;
}

/** The gate is open and nothing comes through it. */
const isNotHearing = ({ floor, microphone }: Snapshot): boolean =>
  floor === 'listening' && (microphone.state === 'recovering' || microphone.state === 'muted');

/** Nothing else goes on meanwhile. */
const isPaused = ({ floor, microphone }: Snapshot): boolean =>
  microphone.state === 'paused' && floor === 'idle';

function warningIcon({ microphone }: Snapshot): IconName {
  if (microphone.state === 'failed') return 'error';
  if (microphone.state === 'recovering')
    return microphone.reason === 'no-device' ? 'microphone-off' : 'retry';
  return microphone.state === 'muted' ? 'microphone-off' : 'warning';
}
