import type { Tier } from '@gridwhistle/kernel';
import type { LocalName } from './document/places.js';

/**
 * How people behave where a year is played before it happens. Shares lie between 0 and 1; times are the median of what
 * people take, written as limits are (`1 work-hour` passes while offices are open).
 */
export interface Simulation {
  arrivals: Arrivals;
  /** One for each tier that can hold an order. */
  tiers: TierBehaviour[];
  /** How far single acts lie from their median: the deviation of the logarithm, 0 is everybody alike. */
  spread: number;
  delay: Delay;
  returns: ReturnBehaviour;
  /** Until a verifier has looked at a result. */
  verifies: string;
  whistles: WhistleBehaviour;
  rating: RatingBehaviour;
  /** Of what people report: whose matter it is found to be at its first order; the rest is government's. */
  matters: { shared: number; private: number };
  /** What the locality has published of itself. */
  published: PublishedFigure[];
}

/** When matters arise: weights, of which only their relation counts. */
export interface Arrivals {
  /** 24, from midnight on. */
  hours: number[];
  /** 7, from Monday on. */
  weekdays: number[];
  /** 12, from January on. */
  months: number[];
  /** This share is settled on the spot by whoever sees it; everything else is reported by residents. */
  onTheSpot: number;
  flood: Flood;
}

/** Days on which so many times as much arises as on others. */
export interface Flood {
  /** They begin after this share of the time that is played. */
  after: number;
  days: number;
  times: number;
}

export interface TierBehaviour {
  tier: Tier;
  /** Until an order is taken. */
  accepts: string;
  /** From then until it is settled or handed up. */
  handles: string;
  /** What it settles itself; the rest is raised, where nobody stands above whistled for, where nobody may settled after all. */
  settles: number;
  /** What it refuses to take. */
  returns: number;
  /** Matters that one member of staff has in hand at once without being slower for it. */
  inHand: number;
}

/** Some acts take much longer. */
export interface Delay {
  share: number;
  times: number;
}

export interface ReturnBehaviour {
  /** Returns that are upheld: the department of the category gets the matter. */
  upheld: number;
  rules: string;
}

export interface WhistleBehaviour {
  approves: string;
  declined: number;
  reportsIn: string;
  /** Summoned departments that come so many times later. */
  absent: Delay;
  handles: string;
  /** Whistles that nobody brings to an end. */
  stalled: number;
}

export interface RatingBehaviour {
  /** Reporters who rate. */
  share: number;
  /** Of them, who say that it is not solved. */
  dissatisfied: number;
  rates: string;
}

/** What a published figure counts. */
export const FIGURES = [
  'matters',
  'solved',
  'whistles',
  'whistles-completed',
  'shared',
  'private',
  'government',
  'grids',
] as const;
export type FigureName = (typeof FIGURES)[number];

export interface PublishedFigure {
  figure: FigureName;
  value: number;
  /** What it is a part of, where it is one: `964` of `640000`. */
  of?: number;
  /** The locality's own words for it, with the time that it is of. */
  name: LocalName;
}
