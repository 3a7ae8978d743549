import { by, type Lateness, type Move, type Role, type Story } from './move.js';

/** The first issue's story in each locality's own steps: `profiles/<locality>/steps.json` says who does them. */
type Part = Story['moves'];

const reported: Part = [by('reporter', 'ticket.report')];
const rated = (step?: string): Move => by('reporter', 'ticket.rate', step, { solved: true });
const confirmed = (of: Role, step?: string): Move => by('verifier', 'order.confirm', step, { of });

/** Takes the order, and hands it up. */
const handsUp = (who: Role, accept?: string, raise?: string): Part => [
  by(who, 'order.accept', accept),
  by(who, 'order.raise', raise),
];

const settles = (who: Role, step?: string): Part => [
  by(who, 'order.accept'),
  by(who, 'order.resolve', step),
  confirmed(who),
  rated(),
];

const WHISTLE: Lateness = { see: 'lateness', rungs: ['whistle.report-in-amber', 'whistle.report-in-due'] };
const ACCEPT: Lateness = { see: 'lateness', rungs: ['order.amber', 'order.due', 'order.overdue'], clock: 'accept' };

/** The township whistles for a lead and an assist; one comes in time, the other does not; both do the work. */
const whistled = (steps: { request?: string; approve?: string; reportIn?: string } = {}): Part => [
  by('township', 'order.accept'),
  by('township', 'whistle.request', steps.request),
  by('clerk', 'whistle.approve', undefined, { refused: 'auth.forbidden' }),
  { see: 'silence' },
  by('principal', 'whistle.approve', steps.approve),
  { see: 'orders' },
  by('lead', 'whistle.report-in', steps.reportIn),
  WHISTLE,
  by('lead', 'order.accept', undefined, { of: 'assist', refused: 'auth.forbidden' }),
  by('lead', 'order.accept'),
  by('assist', 'order.accept'),
  by('lead', 'order.resolve', undefined, { refused: 'order.assists-open' }),
  by('assist', 'order.resolve', undefined, { refused: 'order.proof-missing', bare: true }),
  by('assist', 'order.resolve'),
  by('lead', 'order.resolve'),
  confirmed('assist'),
  confirmed('lead'),
  by('township', 'whistle.complete'),
];

/** The reporter says "not solved", the lead does it again, and the reporter is satisfied. */
const redone = (step?: string): Part => [
  by('reporter', 'ticket.rate', undefined, { solved: false }),
  by('lead', 'order.accept'),
  by('lead', 'order.resolve'),
  confirmed('lead'),
  rated(step),
];

export const STORIES: Readonly<Record<string, readonly Story[]>> = {
  longli: [
    {
      name: 'a leak that needs two departments',
      moves: [
        by('reporter', 'ticket.report', 'order', { unsorted: true }),
        by('dispatching unit', 'ticket.assign', 'dispatch'),
        ...handsUp('grid', 'take'),
        ...handsUp('village'),
        ...whistled(),
        by('township', 'order.resolve'),
        confirmed('township'),
        ...redone(),
      ],
    },
  ],
  liyang: [
    {
      name: 'an errand of seven steps that needs two departments',
      moves: [
        by('reporter', 'ticket.report', 'order', { unsorted: true }),
        by('dispatching unit', 'ticket.assign', 'dispatch'),
        by('grid', 'order.accept', 'accept'),
        by('grid', 'order.progress', 'verify'),
        by('grid', 'order.progress', 'inform'),
        by('grid', 'order.raise', 'report'),
        ...handsUp('village'),
        ...whistled(),
        by('township', 'order.resolve', 'act'),
        confirmed('township', 'feedback'),
        ...redone('rate'),
      ],
    },
  ],
  tongnan: [
    {
      name: 'seven steps from the micro-grid to a desk',
      micro: true,
      moves: [
        by('reporter', 'ticket.report', 'order'),
        ...handsUp('micro-grid', 'follow', 'screen'),
        ...handsUp('grid'),
        ...handsUp('village'),
        by('township', 'order.accept'),
        by('township', 'order.delegate', 'dispatch', { to: 'desk' }),
        by('desk', 'order.accept', 'take'),
        by('desk', 'order.resolve', 'do'),
        confirmed('desk'),
        by('township', 'order.resolve'),
        confirmed('township'),
        rated('rate'),
      ],
    },
    {
      name: 'the grid whistles, departments report in',
      moves: [
        ...reported,
        ...handsUp('grid'),
        ...handsUp('village'),
        ...whistled(),
        by('township', 'order.resolve'),
        confirmed('township'),
        ...redone(),
      ],
    },
  ],
  xinyang: [
    { name: 'small things stay in the grid', moves: [...reported, ...settles('grid', 'grid')] },
    {
      name: 'what the village can settle',
      moves: [...reported, ...handsUp('grid', undefined, 'to-village'), ...settles('village', 'village')],
    },
    {
      name: 'what the township can settle',
      moves: [
        ...reported,
        ...handsUp('grid'),
        ...handsUp('village', undefined, 'to-township'),
        ...settles('township', 'township'),
      ],
    },
    {
      name: 'the township whistles for departments of its county',
      moves: [
        ...reported,
        ...handsUp('grid'),
        ...handsUp('village'),
        ...whistled({ request: 'whistle', approve: 'approve', reportIn: 'report-in' }),
        by('township', 'order.resolve'),
        confirmed('township'),
        ...redone(),
      ],
    },
    {
      name: 'across: a hard case of 12345',
      moves: [
        by('hotline', 'hotline.order'),
        by('dispatching unit', 'ticket.assign', 'across', { to: 'lead' }),
        by('lead', 'order.accept'),
        by('lead', 'order.resolve'),
        confirmed('lead'),
        by('hotline', 'hotline.call-back', undefined, { solved: true }),
      ],
    },
  ],
  shangba: [
    { name: 'settled in the group', moves: [...reported, ...settles('grid', 'group')] },
    {
      name: 'settled in the village',
      moves: [...reported, ...handsUp('grid', undefined, 'to-village'), ...settles('village', 'village')],
    },
    {
      name: 'solved in the town, by two of its stations',
      moves: [
        ...reported,
        ...handsUp('grid'),
        ...handsUp('village', undefined, 'to-town'),
        by('township', 'order.accept'),
        by('township', 'order.assist', undefined, { to: 'assist' }),
        by('township', 'order.delegate', 'stations', { to: 'lead' }),
        { see: 'orders' },
        by('lead', 'order.accept'),
        by('lead', 'order.resolve'),
        confirmed('lead'),
        ACCEPT,
        by('township', 'order.resolve', undefined, { refused: 'order.assists-open' }),
        by('assist', 'order.accept'),
        by('assist', 'order.resolve', undefined, { refused: 'order.proof-missing', bare: true }),
        by('assist', 'order.resolve'),
        confirmed('assist'),
        by('township', 'order.resolve', 'town'),
        confirmed('township'),
        ...redone('check'),
      ],
    },
  ],
};
