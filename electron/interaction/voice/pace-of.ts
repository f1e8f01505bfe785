import type { Reply } from '../timeline/events.ts';

/** "Slower now." is said slower already: its sound is made before the order in it is carried out. */
export function paceOf({ orders = [] }: Reply): number | null {
  const order = orders.find(({ type }) => type === 'set-pace');
  return order?.type === 'set-pace' ? order.pace : null;
}
