import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import { phrases } from './phrases.ts';
import { isOpened, lookOf, stateOf, streamIcons, type StreamName } from './stream-look.ts';
import css from './stream-switch.module.css';
import { useSnapshot } from './store.ts';

/** What a press does: a stream that is paused goes on, any other is turned round. */
function press(name: StreamName, paused: boolean, on: boolean): void {
  if (name !== 'microphone') void actions.setStream(name, !on);
  else void (paused ? actions.resumeMicrophone() : actions.setMicrophone(!on));
}

interface StreamSwitchProps {
  readonly name: StreamName;
  /** In the bar there is room for one row. */
  readonly small?: boolean;
  /** Its words are left to the tooltip and to those who have it read. */
  readonly bare?: boolean;
}

/**
 * One stream's gate, by icon and word. On is the person's wish, which an interruption does not change; the word says what
 * the stream does.
 */
export function StreamSwitch({ name, small = false, bare = false }: StreamSwitchProps): ReactElement {
  const state = useSnapshot((snapshot) => stateOf(snapshot, name));
  const label = useSnapshot(({ microphone, invited }) => {
    const stream = name === 'microphone' ? microphone : invited[name];
    return 'label' in stream ? stream.label : undefined;
  });
  const on = isOpened(state);
  const look = lookOf(state);
  const stateId = `${name}-state`;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={phrases.streams.names[name]}
      aria-describedby={stateId}
      title={label === undefined ? phrases.streams.what[name] : `${phrases.streams.names[name]}: ${label}`}
      className={css['switch']}
      data-look={look}
      data-small={small}
      data-bare={bare}
      data-testid={name === 'microphone' ? 'mic-toggle' : `${name}-toggle`}
      onClick={() => press(name, state === 'paused', on)}
    >
      <span className={css['knob']}>
        <Icon name={streamIcons[name]} size={small ? 14 : 16} />
        {look !== 'open' && look !== 'waiting' && <span className={css['strike']} />}
      </span>
      <span className={css['words']}>
        <span className={css['name']}>{phrases.streams.short[name]}</span>
        <span id={stateId} className={css['state']}>
          {phrases.streams.states[state]}
        </span>
      </span>
    </button>
  );
}
