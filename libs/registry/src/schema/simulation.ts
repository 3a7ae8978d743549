import { TIERS } from '@gridwhistle/kernel';
import {
  FIGURES,
  type Arrivals,
  type Delay,
  type Flood,
  type PublishedFigure,
  type Simulation,
} from '../simulation.js';
import type { ReturnBehaviour, TierBehaviour, WhistleBehaviour } from '../simulation.js';
import { condition, limit, list, number, object, oneOf, optional, type Schema } from './words.js';

const part = number(0, 1);
const weights = (count: number): Schema => list(number(0, 1_000_000), count, count);
const delay = object<Delay>({ share: part, times: number(1, 1_000) });

export const simulation = object<Simulation>({
  arrivals: object<Arrivals>({
    hours: weights(24),
    weekdays: weights(7),
    months: weights(12),
    onTheSpot: part,
    flood: object<Flood>({ after: part, days: number(0, 60), times: number(1, 1_000) }),
  }),
  tiers: list(
    object<TierBehaviour>({
      tier: oneOf(TIERS),
      accepts: limit,
      handles: limit,
      settles: part,
      returns: part,
      inHand: number(1, 1_000_000),
    }),
  ),
  spread: number(0, 3),
  delay,
  returns: object<ReturnBehaviour>({ upheld: part, rules: limit }),
  verifies: limit,
  whistles: object<WhistleBehaviour>({
    approves: limit,
    declined: part,
    reportsIn: limit,
    absent: delay,
    handles: limit,
    stalled: part,
  }),
  rating: object<Simulation['rating']>({ share: part, dissatisfied: part, rates: limit }),
  matters: object<Simulation['matters']>({ shared: part, private: part }),
  published: list(
    object<PublishedFigure>({
      figure: oneOf(FIGURES),
      value: number(0, 1e12),
      of: optional(number(1, 1e12)),
      name: condition,
    }),
  ),
});
