import { useState, type ReactElement } from 'react';
import type { PackState } from '../../shared/packs.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import css from './packs-card.module.css';
import { PacksProgress } from './packs-progress.tsx';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/**
 * What has to be fetched before Beside can hear and speak. Never in the way of typing. `embedded`: within the first run,
 * which says in its own words what this is about.
 */
export function PacksCard({ embedded = false }: { readonly embedded?: boolean }): ReactElement | null {
  const packs = useSnapshot((snapshot) => snapshot.packs);
  const talking = useSnapshot((snapshot) => snapshot.lines.length > 0);
  const [details, setDetails] = useState<boolean | null>(null);
  if (packs.wanted.length === 0 && packs.fetching === null && packs.faults.length === 0) return null;

  const wanted = packs.states.filter(({ id }) => packs.wanted.includes(id));
  const failed = packs.faults.length > 0 && packs.fetching === null;
  // With something more pressing to show, the list steps back.
  const brief = talking || embedded || failed;
  const showDetails = details ?? !brief;
  return (
    <section
      className={css['card']}
      data-embedded={embedded}
      aria-labelledby="packs-title"
      data-testid="packs-card"
    >
      <div className={css['head']}>
        <h2 id="packs-title" className={embedded && !failed ? 'visually-hidden' : css['title']}>
          {titleOf(failed, wanted.length)}
        </h2>
        {brief && wanted.length > 0 && (
          <button
            type="button"
            className={css['details']}
            aria-expanded={showDetails}
            onClick={() => setDetails(!showDetails)}
          >
            {showDetails ? phrases.packs.hideDetails : phrases.packs.showDetails}
          </button>
        )}
      </div>
      {!failed && !embedded && showDetails && wanted.length > 0 && (
        <p className={css['hint']}>{phrases.packs.hint}</p>
      )}
      <div role="alert">
        {failed &&
          packs.faults.map(({ kind, packId, message }) => (
            <p key={`${kind} ${packId ?? ''}`} className={css['fault']} data-testid="packs-fault">
              <Icon name="error" />
              <span>{message}</span>
            </p>
          ))}
      </div>
      {showDetails && wanted.length > 0 && <PackList packs={wanted} />}
      {packs.fetching === null ? (
        <PackButtons wanted={wanted} failed={failed} />
      ) : (
        <PacksProgress progress={packs.fetching} />
      )}
    </section>
  );
}

/** What is fetched later, a natural voice, is no first start. */
function titleOf(failed: boolean, wanted: number): string {
  if (failed) return phrases.packs.titleFault;
  return wanted > 0 ? phrases.packs.title : phrases.packs.titleFetching;
}

function PackList({ packs }: { readonly packs: readonly PackState[] }): ReactElement {
  return (
    <ul className={css['list']}>
      {packs.map(({ id, title, purpose, bytes, licences }) => (
        <li key={id} className={css['pack']}>
          <p className={css['packTitle']}>
            <span>{title}</span>
            <span className={css['size']}>{phrases.packs.megabytes(bytes)}</span>
          </p>
          <p className={css['purpose']}>
            {purpose} <span className={css['licence']}>{phrases.packs.licence(licences)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

interface PackButtonsProps {
  readonly wanted: readonly PackState[];
  readonly failed: boolean;
}

function PackButtons({ wanted, failed }: PackButtonsProps): ReactElement {
  const [importing, setImporting] = useState(false);
  const bytes = wanted.reduce((sum, pack) => sum + pack.bytes, 0);
  const importPacks = async (): Promise<void> => {
    setImporting(true);
    await actions.importPacks();
    setImporting(false);
  };
  return (
    <div className={css['buttons']}>
      {wanted.length > 0 && (
        <Button
          look="primary"
          icon={failed ? 'retry' : 'download'}
          label={failed ? phrases.packs.retry : phrases.packs.download(bytes)}
          disabled={importing}
          onPress={() => void actions.fetchPacks(wanted.map(({ id }) => id))}
          testId="packs-download"
        />
      )}
      <Button
        icon="folder"
        label={importing ? phrases.packs.importing : phrases.packs.import}
        disabled={importing}
        onPress={() => void importPacks()}
        testId="packs-import"
      />
    </div>
  );
}
