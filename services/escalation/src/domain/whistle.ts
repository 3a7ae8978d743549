import type { RequestWhistle, WhistleCancelled } from '@gridwhistle/contracts';
import { DomainError, refuseIfAny, type Detail, type StaffRole, type WhistleState } from '@gridwhistle/kernel';
import { whistleLifecycle } from './whistle.lifecycle.js';

/** Who was summoned and who turned up: recorded for good. Times are RFC 3339. */
export interface Attendance {
  unit: string;
  /** The order that dispatch issued to the unit; null until its event has arrived. */
  orderId: string | null;
  reportedInAt: string | null;
  /** Null until it is judged against the unit's report-in clock. */
  onTime: boolean | null;
  /** Its limit passed without it. */
  missed: boolean;
  /** The township confirmed its result. */
  confirmed: boolean;
  /** The centre upheld its objection: it owes nothing here. */
  excused?: boolean;
  /** It came in the place of one whose objection was upheld. */
  standsIn?: boolean;
  /** What the township thinks of its work, 1 to 5, and its words. */
  score?: number;
  comment?: string;
}

export interface Whistle {
  id: string;
  ticketId: string;
  /** The asking unit's own order, which waits for the whistle. */
  orderId: string;
  /** Its principal rules on the whistle; it confirms the results. */
  township: string;
  /** The unit below the township that asked; null where the township did. */
  askedBy: string | null;
  kind: string;
  state: WhistleState;
  lead: string;
  assists: string[];
  requestedBy: string;
  attendance: Attendance[];
  /** The township asked to complete before the last confirmation had arrived here. */
  completionAsked: boolean;
}

/** What escalation knows of an order from its events; undefined fields have not arrived. */
export interface KnownOrder {
  ticketId: string;
  unit: string;
  role: 'lead' | 'assist';
  /** It ended: resolved and confirmed, raised or cancelled. */
  ended: boolean;
  /** Its result was forwarded, and not sent back. */
  forwarded: boolean;
}

export interface WhistleRules {
  /** Is this a kind of whistle that the unit may ask for? */
  mayAsk(kind: string, unit: string): boolean;
  /** Codes of the kinds that the profile has. */
  readonly kinds: readonly string[];
  /** Is this a department that the township may summon: one of its own county? */
  isDepartment(unit: string, township: string): boolean;
}

export interface NewWhistle {
  id: string;
  township: string;
  askedBy: string | null;
  requestedBy: string;
}

/**
 * A township, or a unit below it (网格吹哨), asks for a whistle. Its order may still be unknown here (the event is on its way): then dispatch rules when
 * the whistle is approved. Refuses with every problem.
 */
export function requestWhistle(
  asked: RequestWhistle,
  by: NewWhistle,
  order: KnownOrder | undefined,
  rules: WhistleRules,
): Whistle {
  refuseIfAny('input.invalid', 'the whistle cannot be asked for like this', problemsOf(asked, by.township, rules));
  const asker = askerOf(by);
  if (!rules.mayAsk(asked.kind, asker)) {
    throw new DomainError('whistle.not-allowed', `${asker} may not ask for a whistle of kind ${asked.kind}`);
  }
  if (order && (order.unit !== asker || order.ended || order.forwarded || order.role !== 'lead')) {
    throw new DomainError('whistle.not-allowed', 'only the unit that holds the lead order may whistle for it');
  }
  if (order && order.ticketId !== asked.ticketId) {
    const wrong = { field: 'ticketId', message: 'is not the ticket of this order' };
    throw new DomainError('whistle.not-allowed', 'the order belongs to another ticket', [wrong]);
  }
  const whistle: Whistle = {
    ...by,
    ticketId: asked.ticketId,
    orderId: asked.orderId,
    kind: asked.kind,
    state: 'requested',
    lead: asked.lead,
    assists: asked.assists,
    attendance: [],
    completionAsked: false,
  };
  return { ...whistle, state: whistleLifecycle.next(null, 'request', whistle) };
}

/** The order that a unit holds of it: a department its own, the township the one that waits. */
export const orderOf = ({ attendance, orderId }: Whistle, unit: string): string =>
  attendance.find((a) => a.unit === unit)?.orderId ?? orderId;

/** The unit whose order waits. */
export const askerOf = ({ askedBy, township }: Pick<Whistle, 'askedBy' | 'township'>): string => askedBy ?? township;

function problemsOf(asked: RequestWhistle, township: string, rules: WhistleRules): Detail[] {
  const units = [asked.lead, ...asked.assists];
  const field = (index: number) => (index === 0 ? 'lead' : `assists.${index - 1}`);
  const unknown = units.flatMap((unit, index) =>
    rules.isDepartment(unit, township)
      ? []
      : [
          {
            field: field(index),
            code: 'unit.unknown',
            message: `${unit} is no department of the township's own centre`,
          },
        ],
  );
  const twice = units.flatMap((unit, index) =>
    units.indexOf(unit) < index
      ? [{ field: field(index), code: 'whistle.unit-twice', message: `${unit} is named twice` }]
      : [],
  );
  return [...kindProblems(asked.kind, rules), ...unknown, ...twice];
}

function kindProblems(kind: string, { kinds }: WhistleRules): Detail[] {
  if (kinds.includes(kind)) return [];
  const here =
    kinds.length > 0 ? `no kind of whistle here: ${kinds.join(', ')} are` : 'no kind: this locality has no whistle';
  return [{ field: 'kind', code: 'whistle.kind-unknown', message: `${kind} is ${here}` }];
}

/** The roles in the township that may rule on a whistle of this kind: the principal, and the deputies the profile names. */
export function checkApprover(held: readonly StaffRole[], approvers: readonly StaffRole[]): void {
  if (held.some((role) => approvers.includes(role))) return;
  throw new DomainError('auth.forbidden', `only ${approvers.join(' or ')} rules on a whistle of this kind`);
}

export function approveWhistle(whistle: Whistle): Whistle {
  const state = whistleLifecycle.next(whistle.state, 'approve', whistle);
  return { ...whistle, state, attendance: [whistle.lead, ...whistle.assists].map(expected) };
}

const expected = (unit: string): Attendance => ({
  unit,
  orderId: null,
  reportedInAt: null,
  onTime: null,
  missed: false,
  confirmed: false,
});

export function declineWhistle(whistle: Whistle): Whistle {
  return { ...whistle, state: whistleLifecycle.next(whistle.state, 'decline', whistle) };
}

/**
 * An order of the whistle was issued: with the last one everybody is summoned. Whoever was not named stands in for a
 * department whose objection was upheld: it is summoned by itself, and waited for like the others.
 */
export function noteOrder(whistle: Whistle, unit: string, orderId: string): Whistle {
  const noted = change(expecting(whistle, unit), unit, { orderId });
  if (noted.state !== 'approved') return waitingAgain(noted);
  if (noted.attendance.some((a) => a.orderId === null && !a.standsIn)) return noted;
  return { ...noted, state: whistleLifecycle.next('approved', 'summon', noted) };
}

/** Assembled no longer: somebody is waited for who was not before. */
function waitingAgain(whistle: Whistle): Whistle {
  if (whistle.state !== 'assembled' || whistle.attendance.every(isAccounted)) return whistle;
  return { ...whistle, state: whistleLifecycle.next('assembled', 'summon', whistle) };
}

const expecting = (whistle: Whistle, unit: string): Whistle =>
  whistle.attendance.some((a) => a.unit === unit)
    ? whistle
    : { ...whistle, attendance: [...whistle.attendance, { ...expected(unit), standsIn: true }] };

/** The centre upheld a department's objection: it owes nothing here, and where another is named that one takes its place. */
export function excuse(whistle: Whistle, unit: string, instead: string | undefined): Whistle {
  const excused = change(whistle, unit, { excused: true, missed: false });
  if (instead === undefined) return excused;
  const place = (each: string): string => (each === unit ? instead : each);
  const named = { lead: place(whistle.lead), assists: whistle.assists.map(place) };
  return waitingAgain({ ...expecting(excused, instead), ...named });
}

/** Its lead was let off, and nobody took its place: the whistle cannot go on. */
export const hasLostItsLead = ({ lead, attendance }: Whistle): boolean =>
  attendance.some((a) => a.unit === lead && a.excused === true);

/** The report-in limit had not passed after all: the department objected before. */
export function voidMiss(whistle: Whistle, unit: string): Whistle {
  return waitingAgain(change(whistle, unit, { missed: false }));
}

/**
 * A department turns up. It may come before the event of its order has arrived here; then its clock judges it later.
 * Once only: a second time is `whistle.already-reported-in`.
 */
export function reportIn(whistle: Whistle, unit: string, at: Date, onTime: boolean | null): Whistle {
  const attendance = whistle.attendance.find((a) => a.unit === unit);
  if (!attendance) throw new DomainError('whistle.not-summoned', `${unit} is not summoned by this whistle`);
  const state = whistleLifecycle.next(whistle.state, 'report-in', whistle);
  if (attendance.reportedInAt) throw new DomainError('whistle.already-reported-in', `${unit} has reported in`);
  return change({ ...whistle, state }, unit, { reportedInAt: at.toISOString(), onTime });
}

/** The unit's limit to report in has passed without it. */
export function missReportIn(whistle: Whistle, unit: string): Whistle {
  return change(whistle, unit, { missed: true });
}

/** `assembled` as soon as everyone has reported in or missed it; otherwise unchanged. */
export function assembleIfAllAccounted(whistle: Whistle): Whistle {
  const open = whistle.attendance.some((a) => !isAccounted(a));
  if (whistle.state !== 'summoned' || open) return whistle;
  return { ...whistle, state: whistleLifecycle.next('summoned', 'assemble', whistle) };
}

/** It turned up, missed its limit, or owes nothing. */
export const isAccounted = ({ reportedInAt, missed, excused }: Attendance): boolean =>
  reportedInAt !== null || missed || excused === true;

const isSettled = ({ confirmed, excused }: Attendance): boolean => confirmed || excused === true;

/** Every result is confirmed that is owed. */
export const isAllSettled = ({ attendance }: Whistle): boolean => attendance.every(isSettled);

/** The township rates a department, once, when it is known who came. */
export function rateDepartment(whistle: Whistle, unit: string, rating: Pick<Attendance, 'score' | 'comment'>): Whistle {
  if (whistle.state !== 'assembled' && whistle.state !== 'completed') {
    throw new DomainError('whistle.not-assembled', 'departments are rated once everybody has reported in or missed it');
  }
  const attendance = whistle.attendance.find((a) => a.unit === unit && !a.excused);
  if (!attendance) throw new DomainError('whistle.not-summoned', `${unit} is not summoned by this whistle`);
  if (attendance.score !== undefined) throw new DomainError('whistle.already-rated', `${unit} is rated already`);
  return change(whistle, unit, rating);
}

export function noteConfirmed(whistle: Whistle, orderId: string): Whistle {
  const unit = whistle.attendance.find((a) => a.orderId === orderId)?.unit;
  return unit ? change(whistle, unit, { confirmed: true }) : whistle;
}

/**
 * The township ends the whistle. A confirmation that is still on its way here does not refuse it: the wish is recorded
 * and `completeIfAsked` fulfils it when the last confirmation arrives.
 */
export function askCompletion(whistle: Whistle): Whistle {
  if (whistle.state !== 'assembled') whistleLifecycle.next(whistle.state, 'complete', whistle);
  return completeIfAsked({ ...whistle, completionAsked: true });
}

export function completeIfAsked(whistle: Whistle): Whistle {
  if (!whistle.completionAsked || whistle.state !== 'assembled' || !isAllSettled(whistle)) return whistle;
  return { ...whistle, state: whistleLifecycle.next('assembled', 'complete', whistle) };
}

export type CancelReason = WhistleCancelled['reason'];

export function cancelWhistle(whistle: Whistle): Whistle {
  return { ...whistle, state: whistleLifecycle.next(whistle.state, 'cancel', whistle) };
}

/** What ends its order, or has a result of it, ends a whistle that nobody has ruled on: what is approved dispatch lets wait, or refuses. */
export const endsWithItsOrder = ({ state }: Pick<Whistle, 'state'>): boolean => state === 'requested';

export const isOpen = (whistle: Whistle): boolean => !whistleLifecycle.table.final.includes(whistle.state);

function change(whistle: Whistle, unit: string, to: Partial<Attendance>): Whistle {
  return { ...whistle, attendance: whistle.attendance.map((a) => (a.unit === unit ? { ...a, ...to } : a)) };
}
