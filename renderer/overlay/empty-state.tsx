import type { ReactElement } from 'react';
import css from './empty-state.module.css';
import { phrases } from './phrases.ts';
import { useComposer } from './composer-state.ts';
import { useSnapshot } from './store.ts';

export function EmptyState(): ReactElement {
  const send = useComposer((composer) => composer.send);
  // The packs' card needs the room on a first start; the examples alone say enough beside it.
  const brief = useSnapshot(({ packs }) => packs.wanted.length > 0 || packs.fetching !== null);
  return (
    <section className={css['empty']} data-testid="lines">
      {!brief && <h2 className={css['title']}>{phrases.empty.title}</h2>}
      {!brief && <p className={css['hint']}>{phrases.empty.hint}</p>}
      <ul className={css['examples']}>
        {phrases.empty.examples.slice(0, brief ? 2 : undefined).map((example) => (
          <li key={example}>
            <button type="button" className={css['example']} onClick={() => void send(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
