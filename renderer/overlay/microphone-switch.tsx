import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import css from './microphone-switch.module.css';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/** On is the person's wish, which an interruption does not change; the word says what the microphone does. */
export function MicrophoneSwitch(): ReactElement {
  const state = useSnapshot(({ microphone }) => microphone.state);
  const label = useSnapshot(({ microphone }) => ('label' in microphone ? microphone.label : undefined));
  const paused = state === 'paused';
  const on = state !== 'off' && state !== 'failed' && !paused;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={phrases.microphone.switch}
      aria-describedby="microphone-state"
      title={label}
      className={css['switch']}
      data-state={state}
      data-testid="mic-toggle"
      onClick={() => void (paused ? actions.resumeMicrophone() : actions.setMicrophone(!on))}
    >
      <span className={css['knob']}>
        <Icon name={on && state !== 'muted' ? 'microphone' : 'microphone-off'} size={16} />
      </span>
      <span id="microphone-state" className={css['word']}>
        {phrases.microphone[state]}
      </span>
    </button>
  );
}
