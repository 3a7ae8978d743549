import type { Order } from './order.js';
import type { Rules } from './rules.js';

/** A township's own lead after a raise: its desks' are not, nor what was routed to it. */
export const isRaisedToTownship = ({ role, tier, origin }: Pick<Order, 'role' | 'tier' | 'origin'>): boolean =>
  role === 'lead' && tier === 'township' && origin === 'raise';

/** The department on whose duty list an order's matter stands; undefined where its category or area is gone. */
export function dutyHolder({ category, area }: Pick<Order, 'category' | 'area'>, rules: Rules): string | undefined {
  const isKnown = rules.category(category) && rules.area(area);
  return isKnown ? rules.departmentFor(category, area).code : undefined;
}
