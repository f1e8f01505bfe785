import type { EgressTotals } from '../../shared/egress.ts';

/** The words of what left this computer, and of what tried to. */
export const egressPhrases = {
  title: 'What leaves this computer',
  open: 'What leaves this computer…',
  close: 'Close what leaves this computer',
  nothing: 'Nothing has left this computer.',
  sum: ({ bytesSent, bytesReceived }: EgressTotals) =>
    `${amount(bytesSent)} sent, ${amount(bytesReceived)} received in all.`,
  refusedSum: (count: number) => `${times(count)} refused.`,
  list: 'By host, the newest first',
  process: (name: string) => name.charAt(0).toUpperCase() + name.slice(1),
  purposes: { 'model packs': 'to fetch model packs, as you asked' } as Readonly<Record<string, string>>,
  bytes: (sent: number, received: number) => `${amount(sent)} sent, ${amount(received)} received`,
  refused: (count: number) =>
    count === 1 ? 'refused, nothing sent' : `refused ${count} times, nothing sent`,
  when: (atMs: number) => new Date(atMs).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' }),
} as const;

function times(count: number): string {
  return count === 1 ? '1 attempt was' : `${count} attempts were`;
}

/** Exact while it is small: "nothing but 12 bytes" is worth knowing. */
function amount(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
