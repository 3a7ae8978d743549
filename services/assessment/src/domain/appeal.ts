import { lifecycle, type ErrorCode, type Guard } from '@gridwhistle/kernel';

export const APPEAL_STATES = ['made', 'endorsed', 'upheld', 'refused'] as const;
export type AppealState = (typeof APPEAL_STATES)[number];
export type AppealAct = 'make' | 'endorse' | 'uphold' | 'refuse';

/** What the guards of an appeal look at. */
export interface AppealCase {
  /** When the order's ticket was closed; null while it is open, or open again. */
  readonly closedAt: Date | null;
  /** Until when may be appealed; null while the ticket is open. */
  readonly until: Date | null;
  /** Whether the order was judged overdue. */
  readonly isLate: boolean;
  /** Whether there is another appeal about the order. */
  readonly isAppealed: boolean;
  /** Who has reviewed it, staff ids. */
  readonly reviewers: readonly string[];
  /** Who acts, a staff id. */
  readonly by: string;
  readonly now: Date;
}

const guard = (name: string, code: ErrorCode, message: string, holds: (c: AppealCase) => boolean) =>
  ({ name, check: (c) => (holds(c) ? undefined : { code, message }) }) satisfies Guard<AppealCase>;

const afterClosing = guard(
  'its ticket is closed',
  'appeal.not-closed',
  'the ticket is open: an appeal comes after its closing',
  ({ closedAt }) => closedAt !== null,
);

const overdue = guard('the order was overdue', 'appeal.not-overdue', 'the order was in time', ({ isLate }) => isLate);

const once = guard('once', 'appeal.once', 'there was an appeal about this order', ({ isAppealed }) => !isAppealed);

const inTime = guard(
  'in time',
  'appeal.too-late',
  'the time for appeals after the closing is over',
  ({ until, now }) => until === null || now <= until,
);

const anotherReviewer = guard(
  'by another reviewer',
  'appeal.same-reviewer',
  'two reviewers decide: this one has reviewed it',
  ({ reviewers, by }) => !reviewers.includes(by),
);

/** Domain §5: a department's appeal comes after the closing, if it was overdue, once, in time; two reviewers decide. */
export const appealLifecycle = lifecycle<AppealState, AppealAct, AppealCase>({
  name: 'appeal',
  states: APPEAL_STATES,
  final: ['upheld', 'refused'],
  transitions: [
    { from: null, act: 'make', to: 'made', by: 'department', guards: [afterClosing, overdue, once, inTime] },
    { from: 'made', act: 'endorse', to: 'endorsed', by: 'first reviewer' },
    { from: 'made', act: 'refuse', to: 'refused', by: 'first reviewer' },
    { from: 'endorsed', act: 'uphold', to: 'upheld', by: 'second reviewer', guards: [anotherReviewer] },
    { from: 'endorsed', act: 'refuse', to: 'refused', by: 'second reviewer', guards: [anotherReviewer] },
  ],
});
