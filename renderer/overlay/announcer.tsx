import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Line } from '../../shared/snapshot.ts';
import { heardCharsOf } from './heard-text.tsx';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/** Hands each line of Beside to assistive technology once, when it stands as it will stay. */
export function Announcer(): ReactElement {
  const lines = useSnapshot((snapshot) => snapshot.lines);
  const [text, setText] = useState('');
  const told = useRef<Set<string> | null>(null);
  useEffect(() => {
    const settled = lines.filter(isSettled);
    const before = told.current;
    told.current = new Set(settled.map(({ id }) => id));
    // What was there when the window opened is history, not news.
    if (before === null) return;
    const news = settled.filter(({ id }) => !before.has(id)).map(announcementOf);
    if (news.length > 0) setText(news.join(' '));
  }, [lines]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {text}
    </div>
  );
}

const isSettled = ({ who, state }: Line): boolean =>
  who === 'beside' && (state === 'final' || state === 'shown' || state === 'cut-off');

const announcementOf = (line: Line): string =>
  line.state === 'cut-off'
    ? phrases.lines.announceCut(line.text.slice(0, heardCharsOf(line)))
    : phrases.lines.announce(line.text);
