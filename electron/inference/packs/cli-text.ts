import type { EgressEntry } from '../../../shared/egress.ts';
import type { Pack, PackProgress, PackSource, PackState } from '../../../shared/packs.ts';
import { megabytes } from './amounts.ts';

const STATE_WORDS: Record<PackState['state'], string> = {
  missing: 'not here',
  partial: 'incomplete',
  ready: 'ready',
  broken: 'damaged',
};

/** One line per pack: state, title, size, licence, and what is wrong. */
export function stateLines(states: readonly PackState[]): string {
  const lines = states.map((pack) => {
    const head = `${STATE_WORDS[pack.state].padEnd(10)} ${pack.id.padEnd(16)} ${megabytes(pack.bytes).padStart(7)}`;
    const fault = pack.fault === null ? '' : `\n           ${pack.fault.message}`;
    return `${head}  ${pack.title} (${pack.licences.join(', ')})${fault}`;
  });
  return `${lines.join('\n')}\n`;
}

/** What a fetch would bring: title, size, licence and origin of each pack, and the sum. */
export function offerText(packs: readonly Pack[], packsDir: string): string {
  const lines = packs.map((pack) => {
    const licences = [...new Set(pack.files.map((file) => file.licence))].join(', ');
    const origins = [...new Set(pack.files.map((file) => originOf(file.sources[0])))].join(', ');
    return `  ${pack.title}: ${megabytes(packBytes(pack))}, ${licences}, from ${origins}\n    ${pack.purpose}`;
  });
  const sum = packs.reduce((bytes, pack) => bytes + packBytes(pack), 0);
  return `To fetch:\n${lines.join('\n')}\n${megabytes(sum)} in all, into ${packsDir}\n`;
}

/** One line of progress for a terminal. */
export function progressLine(progress: PackProgress): string {
  const percent =
    progress.totalBytes === 0 ? 100 : Math.floor((100 * progress.doneBytes) / progress.totalBytes);
  return `${String(percent).padStart(3)} %  ${megabytes(progress.doneBytes)} of ${megabytes(progress.totalBytes)}  ${progress.label}`;
}

function packBytes(pack: Pack): number {
  return pack.files.reduce((sum, file) => sum + file.bytes, 0);
}

function originOf(source: PackSource | undefined): string {
  if (source === undefined) return 'nowhere';
  switch (source.kind) {
    case 'npm':
      return `npm ${source.package}@${source.version}`;
    case 'npm-parts':
      return [...new Set(source.parts.map((part) => `npm ${part.package}@${part.version}`))].join(', ');
    case 'url':
      return new URL(source.url).host;
  }
}

/** One line per host and purpose, the newest last. */
export function ledgerLines(entries: readonly EgressEntry[]): string {
  if (entries.length === 0) return 'This command has fetched nothing into this folder.\n';
  const lines = entries.map(({ lastMs, host, purpose, refused, attempts, bytesSent, bytesReceived }) => {
    const bytes = `${bytesSent} bytes sent, ${bytesReceived} received`;
    return `${new Date(lastMs).toISOString()}  ${host}  ${refused ? `refused ${attempts} times` : `${purpose ?? ''}: ${bytes}`}`;
  });
  return `${lines.join('\n')}\n`;
}
