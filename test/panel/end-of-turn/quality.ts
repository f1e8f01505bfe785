/** How well probabilities tell two kinds apart. */

export interface Judged {
  readonly probability: number;
  readonly label: 0 | 1;
}

/** Share of right verdicts at a threshold, both kinds counted alike. */
export function accuracy(judged: readonly Judged[], threshold = 0.5): number {
  const right = (label: 0 | 1): number => {
    const of = judged.filter((one) => one.label === label);
    const hits = of.filter(({ probability }) => (probability >= threshold ? 1 : 0) === label);
    return hits.length / of.length;
  };
  return (right(0) + right(1)) / 2;
}

/** How often one that ended is rated above one that went on; ties count half. */
export function auc(judged: readonly Judged[]): number {
  const ended = judged.filter(({ label }) => label === 1);
  const wentOn = judged.filter(({ label }) => label === 0);
  let wins = 0;
  for (const a of ended)
    for (const b of wentOn)
      wins += a.probability > b.probability ? 1 : a.probability === b.probability ? 0.5 : 0;
  return wins / (ended.length * wentOn.length);
}
