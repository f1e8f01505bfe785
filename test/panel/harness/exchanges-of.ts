import { noExchanges, timeExchanges } from '../../../electron/interaction/timeline/exchange-timings.ts';
import { onClock, type Steps } from '../../bench/support/stages.ts';
import type { Watched } from './outcome-of.ts';

/** When each step of the answers to what was spoken happened, as main would tell it, ms on the scene's clock. */
export function exchangesOf({ room, startMs }: Watched): readonly Steps[] {
  let timings = noExchanges;
  for (const { events } of room.loop.log.cells)
    for (const event of events) {
      if (event.kind === 'perceived')
        timings = timeExchanges(timings, { type: 'perceived', what: event.what }, event.atMs);
      if (event.kind === 'act')
        timings = timeExchanges(timings, { type: 'effect', effect: event.effect }, event.atMs);
    }
  return timings.exchanges
    .filter(({ via }) => via === 'voice')
    .map((one) => onClock(one, (ms) => ms - startMs));
}
