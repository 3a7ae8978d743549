import type { OpenGroup, OpenKind } from '@gridwhistle/contracts';
import type { Detail } from '@gridwhistle/kernel';

/**
 * What becomes of it: it goes on elsewhere, stays as it is, keeps the limit it began with, goes by what the next profile
 * says, is due at another moment, or nobody could go on.
 */
export const FATES = ['passes', 'stays', 'keeps-limit', 'new-limit', 'new-due', 'stranded'] as const;
export type Fate = (typeof FATES)[number];

/** What a profile that is to be applied means for what is open under one code. */
export interface Effect extends OpenGroup {
  readonly then: Fate;
  /** Who takes over. */
  readonly to?: string;
}

/** Who takes over from what is gone; undefined where nobody does. */
export interface Heirs {
  grid(code: string): string | undefined;
  /** A unit that can hold an order. */
  holder(code: string): string | undefined;
  /** A unit that dispatches and verifies. */
  overseer(code: string): string;
  /** Of a post that is left: the unit's head, else anybody of the unit. */
  post(code: string): string;
  /** Whether the next profile has this kind of whistle. */
  isWhistle(code: string): boolean;
}

type Ruling = (code: string, heirs: Heirs) => { then: Fate; to?: string };

const toWhom = (to: string | undefined, otherwise: Fate): { then: Fate; to?: string } =>
  to === undefined ? { then: otherwise } : { then: 'passes', to };
const stays: Ruling = () => ({ then: 'stays' });
const keepsLimit: Ruling = () => ({ then: 'keeps-limit' });
const newLimit: Ruling = () => ({ then: 'new-limit' });
const stranded: Ruling = () => ({ then: 'stranded' });

/** Domain §2. A whistle records for good who was summoned, a directive is its issuer's: neither is given to another. */
const RULINGS: Readonly<Record<OpenKind, Ruling>> = {
  'ticket-in-grid': (code, { grid }) => toWhom(grid(code), 'stranded'),
  // Where a ticket lies follows from its grid, which is told of by itself.
  'ticket-in-area': () => ({ then: 'passes' }),
  'ticket-of-category': stays,
  'ticket-with-limit': keepsLimit,
  'ticket-dispatched': (code, { overseer }) => toWhom(overseer(code), 'stays'),
  'order-held': (code, { holder }) => toWhom(holder(code), 'stranded'),
  'order-verified': (code, { overseer }) => toWhom(overseer(code), 'stays'),
  // Whether it may still be returned is asked when it is.
  'order-returnable': newLimit,
  // Anybody of the unit may act on it.
  'order-meant': stays,
  'receipt-of-person': (code, { post }) => ({ then: 'passes', to: post(code) }),
  'directive-of-channel': keepsLimit,
  'whistle-of-kind': (code, { isWhistle }) => ({ then: isWhistle(code) ? 'new-limit' : 'stays' }),
  'receipt-owed': (code, { holder }) => toWhom(holder(code), 'stays'),
  'directive-issued': stranded,
  'whistle-asked': stranded,
  'whistle-summoned': stranded,
  'clock-running': keepsLimit,
  // Its limit is the same, and its working time lies elsewhere.
  'clock-moved': () => ({ then: 'new-due' }),
};

export const effectOf = (group: OpenGroup, heirs: Heirs): Effect => ({
  ...group,
  ...RULINGS[group.what](group.code, heirs),
});

const LOST: Partial<Record<OpenKind, (code: string, count: number) => Omit<Detail, 'field'>>> = {
  'ticket-in-grid': (code, count) => ({
    code: 'grid.stranded',
    message: `grid ${code} is gone without a successor, and ${count} open ticket(s) lie in it`,
  }),
  'order-held': (code, count) => ({
    code: 'unit.stranded',
    message: `unit ${code} is gone, nobody takes over, and it holds ${count} open order(s)`,
  }),
  'directive-issued': (code, count) => ({
    code: 'directive.stranded',
    message: `unit ${code} is gone, and ${count} directive(s) that it issued are not completed`,
  }),
  'whistle-asked': (code, count) => ({
    code: 'whistle.stranded',
    message: `unit ${code} is gone, and ${count} whistle(s) that it asked for are open`,
  }),
  'whistle-summoned': (code, count) => ({
    code: 'whistle.stranded',
    message: `unit ${code} is gone, and ${count} open whistle(s) summon it`,
  }),
};

/** Why a profile cannot be applied while this is open: with it somebody's matter would be nobody's. */
export function strandings(effects: readonly Effect[]): Detail[] {
  return effects
    .filter(({ then }) => then === 'stranded')
    .flatMap(({ what, code, count }) => {
      const lost = LOST[what]?.(code, count);
      return lost ? [{ field: 'successors', ...lost }] : [];
    });
}
