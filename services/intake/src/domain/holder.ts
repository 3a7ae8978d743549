import type { OrderState } from '@gridwhistle/kernel';

/** A unit works on an order from its issue until its result is confirmed; not while its own return is being ruled on. */
export const handlesNow = (state: OrderState): boolean => ['issued', 'accepted', 'resolved'].includes(state);
