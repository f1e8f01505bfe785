import { useId, type ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { actions } from './actions.ts';
import { moreButton } from './header.tsx';
import css from './save-panel.module.css';
import { savePhrases } from './save-phrases.ts';

/** Keeping what happened as a file. Opened from the header; how it went is told by a notice. */
export function SavePanel({ onClose }: { readonly onClose: () => void }): ReactElement {
  const save = (words: boolean): void => {
    onClose();
    void actions.saveSession(words);
  };
  return (
    <Panel
      title={savePhrases.title}
      closeLabel={savePhrases.close}
      testId="save-panel"
      onClose={onClose}
      returnTo={moreButton}
    >
      <p className={css['what']}>{savePhrases.what}</p>
      <Choice
        look="primary"
        label={savePhrases.without}
        hint={savePhrases.withoutHint}
        onPress={() => save(false)}
        testId="save-without-words"
      />
      <Choice
        look="plain"
        label={savePhrases.with}
        hint={savePhrases.withHint}
        onPress={() => save(true)}
        testId="save-with-words"
      />
    </Panel>
  );
}

interface ChoiceProps {
  readonly look: 'primary' | 'plain';
  readonly label: string;
  readonly hint: string;
  readonly onPress: () => void;
  readonly testId: string;
}

function Choice({ look, label, hint, onPress, testId }: ChoiceProps): ReactElement {
  const hintId = useId();
  return (
    <div className={css['choice']}>
      <Button
        look={look}
        icon="download"
        label={label}
        describedBy={hintId}
        onPress={onPress}
        testId={testId}
      />
      <p className={css['hint']} id={hintId}>
        {hint}
      </p>
    </div>
  );
}
