import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import css from './microphone-switch.module.css';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/** On means on: the switch shows what the microphone does, never what was wished for. */
export function MicrophoneSwitch(): ReactElement {
  const state = useSnapshot(({ microphone }) => microphone.state);
  const label = useSnapshot(({ microphone }) => (microphone.state === 'on' ? microphone.label : undefined));
  const on = state === 'on' || state === 'starting';
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
      onClick={() => void actions.setMicrophone(!on)}
    >
      <span className={css['knob']}>
        <Icon name={on ? 'microphone' : 'microphone-off'} size={16} />
      </span>
      <span id="microphone-state" className={css['word']}>
        {phrases.microphone[state]}
      </span>
    </button>
  );
}
