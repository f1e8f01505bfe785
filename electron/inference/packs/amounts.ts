/** A size for a person, in MB (10⁶ bytes): one decimal below 10 MB, whole above; at least 0.1. */
export function megabytes(bytes: number): string {
  const amount = bytes / 1e6;
  if (amount === 0) return '0 MB';
  return amount < 9.95 ? `${Math.max(0.1, amount).toFixed(1)} MB` : `${Math.round(amount)} MB`;
}
