import type { ReactElement } from 'react';
import {
  naturalVoiceNames,
  plainVoiceNames,
  type NaturalVoiceName,
  type PlainVoiceName,
  type VoiceName,
} from '../../shared/inference.ts';
import type { PackState } from '../../shared/packs.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { moreButton } from './header.tsx';
import { actions } from './actions.ts';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';
import css from './voice-panel.module.css';

/** The pack that the natural voices come with. */
const NATURAL_PACK = 'kokoro-fp32';

/** Which voice Beside speaks with. Opened from the header; Esc closes it. */
export function VoicePanel({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Panel
      title={phrases.voice.title}
      closeLabel={phrases.voice.close}
      testId="voice-panel"
      onClose={onClose}
      returnTo={moreButton}
    >
      <VoiceGroup legend={phrases.voice.plain} hint={phrases.voice.plainHint} voices={plainVoiceNames} />
      <VoiceGroup
        legend={phrases.voice.natural}
        hint={phrases.voice.naturalHint}
        voices={naturalVoiceNames}
      />
      <NaturalState />
    </Panel>
  );
}

interface VoiceGroupProps {
  readonly legend: string;
  readonly hint: string;
  readonly voices: readonly PlainVoiceName[] | readonly NaturalVoiceName[];
}

function VoiceGroup({ legend, hint, voices }: VoiceGroupProps): ReactElement {
  const wanted = useSnapshot((snapshot) => snapshot.voice.wanted);
  return (
    <fieldset className={css['group']}>
      <legend className={css['legend']}>
        {legend} <span className={css['hint']}>{hint}</span>
      </legend>
      <div className={css['voices']}>
        {voices.map((name: VoiceName) => (
          <label key={name} className={css['voice']}>
            <input
              type="radio"
              name="voice"
              checked={wanted === name}
              onChange={() => void actions.setVoice(name)}
              data-testid={`voice-${name}`}
            />
            {phrases.voice.names[name]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How it stands with the natural voices, and what can be done about it. */
function NaturalState(): ReactElement | null {
  const { natural, wanted } = useSnapshot((snapshot) => snapshot.voice);
  const pack = useSnapshot(({ packs }) => packs.states.find(({ id }) => id === NATURAL_PACK) ?? null);
  const fetching = useSnapshot(({ packs }) => packs.fetching !== null);
  // Dismissed as a notice, the reason is gone here too, and the short words take its place.
  const why = useSnapshot(({ notices }) => notices.find(({ id }) => id === 'voice')?.message ?? null);
  const offered = pack !== null && pack.state !== 'ready' ? pack : null;
  return (
    <div className={css['state']}>
      <output data-testid="voice-state">{why ?? stateWords(natural, offered, fetching)}</output>
      {natural === 'no-pack' && offered !== null && !fetching && (
        <Button
          look="primary"
          icon="download"
          label={phrases.voice.fetch(offered.bytes)}
          onPress={() => void actions.fetchPacks([NATURAL_PACK])}
          testId="voice-fetch"
        />
      )}
      {natural === 'refused' && (
        <Button
          icon="retry"
          label={phrases.voice.tryAgain}
          onPress={() => void actions.setVoice(wanted)}
          testId="voice-try-again"
        />
      )}
    </div>
  );
}

function stateWords(
  natural: keyof typeof phrases.voice.states,
  pack: PackState | null,
  fetching: boolean,
): string {
  if (natural === 'no-pack' && fetching) return phrases.voice.fetching;
  if (pack !== null && (natural === 'no-pack' || natural === 'not-wanted'))
    return phrases.voice.offer(pack.bytes, pack.licences);
  return phrases.voice.states[natural];
}
