import { takeOrders } from '../../../../panel/harness/share-out.ts';

/** Doubles numbers; refuses those below zero. */
takeOrders(async (order) => {
  const value = Number(order);
  if (value < 0) throw new Error('below zero');
  return 2 * value;
});
