import { useEffect, useState } from 'react';
import { useSnapshot } from './store.ts';

/** As long as somebody nods, and long enough to be read where nothing moves. */
const NOD_MS = 1000;

/** Whether Beside nods just now. What it nodded to before the window opened is over. */
export function useNod(): boolean {
  const given = useSnapshot(({ nods }) => nods);
  const [seen, setSeen] = useState(given);
  useEffect(() => {
    if (seen === given) return undefined;
    const timer = setTimeout(() => setSeen(given), NOD_MS);
    return () => clearTimeout(timer);
  }, [given, seen]);
  return seen !== given;
}
