import { useEffect, useRef, type ReactElement } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { invitedStreams } from '../../shared/streams.ts';
import { IconButton } from '../ui/button.tsx';
import { actions } from './actions.ts';
import { BarWords } from './bar-words.tsx';
import css from './bar.module.css';
import { FloorBadge } from './floor-badge.tsx';
import { hearingTrouble } from './floor-look.ts';
import { mannersPhrases } from './manners-phrases.ts';
import { phrases } from './phrases.ts';
import { isOpened } from './stream-look.ts';
import { StreamSwitch } from './stream-switch.tsx';
import { useSnapshot } from './store.ts';

/** The overlay as one row: who has the floor, the words of the moment, and the gates that are open. */
export function Bar(): ReactElement {
  const floor = useSnapshot((snapshot) => snapshot.floor);
  const speaking = floor === 'speaking' || floor === 'holding';
  const shown = useSnapshot(({ invited }) =>
    invitedStreams.filter((stream) => isOpened(invited[stream].state)).join(' '),
  ).split(' ');
  const expand = useRef<HTMLButtonElement>(null);
  // What had the focus in the card is gone; the way back is what a person looks for.
  useEffect(() => expand.current?.focus(), []);
  useClickThrough();
  return (
    <main className={css['bar']} data-testid="bar" aria-label={phrases.form.bar}>
      <h1 className="visually-hidden">{phrases.name}</h1>
      <span data-solid>
        <FloorBadge />
      </span>
      <BarWords />
      {speaking && (
        <IconButton
          icon="stop"
          label={phrases.input.stop}
          onPress={() => void actions.stopSpeech()}
          testId="stop"
        />
      )}
      <SpeakAgain />
      <Trouble />
      <StreamSwitch name="microphone" small />
      {invitedStreams
        .filter((stream) => shown.includes(stream))
        .map((stream) => (
          <StreamSwitch key={stream} name={stream} small bare={shown.length > 1} />
        ))}
      <IconButton
        icon="expand"
        label={phrases.form.expand}
        onPress={() => void actions.setForm('card')}
        testId="expand"
        button={expand}
      />
    </main>
  );
}

/** The way back from "not now". */
function SpeakAgain(): ReactElement | null {
  const asked = useSnapshot(({ quiet }) => quiet?.why === 'not-now');
  if (!asked) return null;
  return (
    <IconButton
      icon="moon"
      label={mannersPhrases.speakAgain}
      onPress={() => void actions.setQuiet(false)}
      testId="speak-again"
    />
  );
}

/** Something that the card has words for. */
function Trouble(): ReactElement | null {
  const trouble = useSnapshot(
    (snapshot) =>
      hearingTrouble(snapshot) ??
      invitedTrouble(snapshot) ??
      snapshot.notices.find(({ level }) => level !== 'info')?.message ??
      (snapshot.host === 'failed' ? phrases.host.failed : null),
  );
  if (trouble === null) return null;
  return (
    <IconButton
      icon="warning"
      label={phrases.form.trouble(trouble)}
      onPress={() => void actions.setForm('card')}
      testId="bar-trouble"
    />
  );
}

/** A stream that was lost has no switch in the bar any more. */
function invitedTrouble({ invited }: Snapshot): string | null {
  const failed = invitedStreams.map((stream) => invited[stream]).find(({ state }) => state === 'failed');
  return failed?.state === 'failed' ? failed.message : null;
}

/** Where the system can let clicks through: main is told when the pointer comes upon something that takes them. */
function useClickThrough(): void {
  const able = useSnapshot(({ overlay }) => overlay.clickThrough);
  useEffect(() => {
    if (!able) return undefined;
    let over: boolean | null = null;
    const tell = (now: boolean): void => {
      if (now === over) return;
      over = now;
      void actions.pointerOver(now);
    };
    const onMove = ({ target }: MouseEvent): void =>
      tell(target instanceof Element && target.closest('button, [data-solid]') !== null);
    window.addEventListener('mousemove', onMove);
    return () => {
      window.removeEventListener('mousemove', onMove);
      tell(true);
    };
  }, [able]);
}
