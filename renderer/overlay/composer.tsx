import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { actions } from './actions.ts';
import { useComposer } from './composer-state.ts';
import css from './composer.module.css';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/** The contract's limit for one line, in characters. */
const MAX_LENGTH = 4000;

/** To where a person types; nothing happens in the bar, where nobody can. */
export const focusInput = (): void => document.querySelector<HTMLElement>('[data-testid="input"]')?.focus();

export function Composer(): ReactElement {
  const { text, write, send, recall } = useComposer();
  const speaking = useSnapshot(({ floor }) => floor === 'speaking' || floor === 'holding');
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    input.current?.focus();
    return useComposer.subscribe((now, before) => {
      if (now.sends !== before.sends) input.current?.focus();
    });
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send(text);
    }
    const by = historyStepOf(event);
    if (by !== null && recall(by)) event.preventDefault();
  };

  return (
    <form
      className={css['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {speaking && (
        <Button
          icon="stop"
          label={phrases.input.stop}
          onPress={() => {
            void actions.stopSpeech();
            // The button is about to go; the focus must not go with it.
            input.current?.focus();
          }}
          testId="stop"
        />
      )}
      <div className={css['field']}>
        <textarea
          ref={input}
          className={css['input']}
          rows={1}
          value={text}
          maxLength={MAX_LENGTH}
          aria-label={phrases.input.label}
          placeholder={phrases.input.placeholder}
          data-testid="input"
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          icon="send"
          look="primary"
          label={phrases.input.send}
          disabled={text.trim() === ''}
          onPress={() => void send(text)}
          testId="send"
        />
      </div>
    </form>
  );
}

/** ↑ on the first row and ↓ on the last leave the text for the history. */
function historyStepOf(event: KeyboardEvent<HTMLTextAreaElement>): -1 | 1 | null {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n')) return -1;
  if (event.key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n')) return 1;
  return null;
}
