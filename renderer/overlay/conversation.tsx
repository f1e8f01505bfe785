import type { ReactElement } from 'react';
import type { Line } from '../../shared/snapshot.ts';
import { Icon } from '../ui/icon.tsx';
import css from './conversation.module.css';
import { EmptyState } from './empty-state.tsx';
import { LineItem } from './line-item.tsx';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

export function Conversation(): ReactElement {
  const lines = useSnapshot((snapshot) => snapshot.lines);
  return lines.length === 0 ? <EmptyState /> : <Lines lines={lines} />;
}

function Lines({ lines }: { readonly lines: readonly Line[] }): ReactElement {
  const { scroller, atBottom, toBottom } = useStickToBottom();
  const newest = lines.findLast(({ who }) => who === 'beside')?.id;
  return (
    <div className={css['frame']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll it */}
      <section ref={scroller} className={css['scroller']} tabIndex={0} aria-label={phrases.lines.label}>
        <ol className={css['lines']} data-testid="lines">
          {lines.map((line) => (
            <LineItem key={line.id} line={line} newest={line.id === newest} />
          ))}
        </ol>
      </section>
      {!atBottom && (
        <button type="button" className={css['newest']} onClick={toBottom}>
          <span className={css['down']}>
            <Icon name="send" size={12} />
          </span>
          {phrases.lines.toNewest}
        </button>
      )}
    </div>
  );
}
