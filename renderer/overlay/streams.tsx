import type { ReactElement } from 'react';
import { invitedStreams, pictureStreams } from '../../shared/streams.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import { LevelMeter, SystemSoundMeter } from './level-meter.tsx';
import { phrases } from './phrases.ts';
import { StreamPicture } from './stream-picture.tsx';
import { StreamSwitch } from './stream-switch.tsx';
import { streamIcons, streamNames } from './stream-look.ts';
import css from './streams.module.css';
import { useSnapshot } from './store.ts';

/** What is let in: a switch for each stream, what goes wrong with it, and what comes through right now. */
export function Streams(): ReactElement {
  return (
    <section className={css['streams']} aria-label={phrases.streams.label}>
      <div className={css['row']}>
        {streamNames.map((name) => (
          <StreamSwitch key={name} name={name} />
        ))}
      </div>
      <LevelMeter />
      <SystemSound />
      <Troubles />
      <Pictures />
    </section>
  );
}

function SystemSound(): ReactElement | null {
  const heard = useSnapshot((snapshot) => snapshot.systemSoundDbfs !== null);
  if (!heard) return null;
  return (
    <div className={css['heard']}>
      <p className={css['caption']}>{phrases.streams.heard}</p>
      <SystemSoundMeter />
    </div>
  );
}

function Troubles(): ReactElement {
  const invited = useSnapshot((snapshot) => snapshot.invited);
  return (
    <div role="alert">
      {invitedStreams.map((stream) => {
        const state = invited[stream];
        if (state.state !== 'failed') return null;
        return (
          <p key={stream} className={css['trouble']} data-testid={`${stream}-trouble`}>
            <Icon name={streamIcons[stream]} size={14} />
            <span>{state.message}</span>
            <IconButton
              icon="close"
              label={phrases.notices.dismiss(state.message)}
              onPress={() => void actions.setStream(stream, false)}
              testId={`${stream}-dismiss`}
            />
          </p>
        );
      })}
    </div>
  );
}

/** Beside shows what it sees, so that nobody has to guess. */
function Pictures(): ReactElement | null {
  const seen = useSnapshot(({ invited }) =>
    pictureStreams.filter((stream) => invited[stream].state === 'on').join(' '),
  );
  if (seen === '') return null;
  return (
    <div className={css['pictures']}>
      {pictureStreams
        .filter((stream) => seen.split(' ').includes(stream))
        .map((stream) => (
          <StreamPicture key={stream} stream={stream} />
        ))}
      <p className={css['caption']}>{phrases.streams.seen}</p>
    </div>
  );
}
