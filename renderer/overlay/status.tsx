import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import { FloorBadge } from './floor-badge.tsx';
import { floorHint, floorWord, hearingTrouble, troubleIcon } from './floor-look.ts';
import { PauseMenu } from './pause-menu.tsx';
import { phrases } from './phrases.ts';
import { QuietNow } from './quiet-now.tsx';
import css from './status.module.css';
import { useSnapshot } from './store.ts';
import { Streams } from './streams.tsx';
import { WhySilence } from './why.tsx';

/** Who has the floor, and whether Beside can hear: the part that must be readable at a glance. */
export function Status(): ReactElement {
  return (
    <>
      <section className={css['status']} aria-label={phrases.floor.label}>
        <div className={css['row']}>
          <FloorBadge />
          <FloorWords />
          <WhySilence />
          <PauseMenu />
        </div>
        <LateCells />
        <HearingTrouble />
        <TakesTurns />
        <div className={css['quiet']}>
          <QuietNow />
        </div>
      </section>
      <Streams />
    </>
  );
}

function FloorWords(): ReactElement {
  const floor = useSnapshot((snapshot) => snapshot.floor);
  const word = useSnapshot(floorWord);
  const hint = useSnapshot(floorHint);
  return (
    <div className={css['words']} aria-live="polite">
      <p className={css['word']} data-testid="floor" data-floor={floor}>
        {word}
      </p>
      <p className={css['hint']}>{hint}</p>
    </div>
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

function HearingTrouble(): ReactElement | null {
  const trouble = useSnapshot(hearingTrouble);
  const icon = useSnapshot(troubleIcon);
  const failed = useSnapshot(({ microphone }) => microphone.state === 'failed');
  if (trouble === null) return null;
  return (
    <p
      className={css['warning']}
      data-level={failed ? 'error' : 'warning'}
      role="alert"
      data-testid="mic-warning"
    >
      <Icon name={icon} size={14} />
      <span>{trouble}</span>
    </p>
  );
}

function TakesTurns(): ReactElement | null {
  const reason = useSnapshot(({ duplex }) => duplex.reason);
  if (reason === null) return null;
  return (
    <output className={css['warning']} data-testid="duplex" data-reason={reason}>
      <Icon name={reason === 'no-output' ? 'speaker-off' : 'turns'} size={14} />
      <span>{phrases.duplex[reason]}</span>
    </output>
  );
}
