import { create } from 'zustand';
import { actions } from './actions.ts';
import { emptyHistory, remember, step, type InputHistory } from './input-history.ts';

interface ComposerState {
  readonly text: string;
  readonly history: InputHistory;
  readonly write: (text: string) => void;
  /** ↑ (-1) and ↓ (1) through what was sent; whether there was somewhere to go. */
  readonly recall: (by: -1 | 1) => boolean;
  /** How many lines were sent: with each, the focus goes back to the input. */
  readonly sends: number;
  /** Sends a line. What main refuses comes back into the input, unless something new stands there. */
  readonly send: (line: string) => Promise<void>;
}

/** The line that is being written. The only state the overlay owns. */
export const useComposer = create<ComposerState>((set, get) => ({
  text: '',
  history: emptyHistory,
  sends: 0,
  write: (text) => set({ text }),
  recall: (by) => {
    const { history, text } = get();
    const found = step(history, by, text);
    if (found !== null) set(found);
    return found !== null;
  },
  send: async (line) => {
    const text = line.trim();
    if (text === '') return;
    set(({ history, sends }) => ({ text: '', history: remember(history, text), sends: sends + 1 }));
    const done = await actions.submit(text);
    if (!done) set((now) => ({ text: now.text === '' ? line : now.text }));
  },
}));
