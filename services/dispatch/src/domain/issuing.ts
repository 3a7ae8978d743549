import { dueAt, startClock, type Clock, type Limit } from '@gridwhistle/clocks';
import type { Detail } from '@gridwhistle/kernel';
import { directiveLifecycle, namedDirective, type Directive, type Selection } from './directive.js';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import { receiptLifecycle, type Receipt } from './receipt.js';
import type { Context, DirectiveChannel } from './rules.js';
import type { Target } from './targets.js';

/** What somebody wrote, without its words. */
export interface Draft {
  readonly unit: string;
  readonly channel: DirectiveChannel;
  readonly duty: string | undefined;
  readonly to: Selection;
  /** The channel's limits where nothing is said. */
  readonly sign: Limit | undefined;
  readonly report: Limit | undefined;
}

/** Both limits count from the issue: a report that is due before its signature cannot be meant. */
export function limitProblems(
  { sign, report }: Pick<Directive, 'sign' | 'report'>,
  field: string,
  { rules: { calendar }, now: at }: Pick<Context, 'rules' | 'now'>,
): Detail[] {
  const signDue = dueAt(startClock({ kind: 'sign', limit: sign, at }, calendar), calendar);
  const reportDue = dueAt(startClock({ kind: 'report', limit: report, at }, calendar), calendar);
  if (!signDue || !reportDue || reportDue.at >= signDue.at) return [];
  const message = 'the report would be due before the signature: both limits count from the issue';
  return [{ field, code: 'input.invalid', message }];
}

/** A draft that counts whom it would reach. */
export function draftDirective(draft: Draft, targets: readonly Target[], context: Context): Decided<Directive> {
  const { unit, channel, duty, to, sign = channel.sign, report = channel.report } = draft;
  const written: Directive = {
    ...{ id: context.newId(), unit, channel: channel.code, duty: duty ?? null, state: 'draft', to, sign, report },
    ...{ ...countOf(targets), open: 0, draftedAt: context.now, issuedAt: null },
  };
  const next = { ...written, state: directiveLifecycle.next(null, 'draft', written) };
  return { next, events: [fact('directive.drafted', namedDirective(next))] };
}

/** It goes to whoever it addresses now; `issueReceipt` makes each target's copy. */
export function issueDirective(
  directive: Directive,
  targets: readonly Target[],
  context: Context,
): Decided<Directive> & { readonly signClock: Clock } {
  const counted = { ...directive, ...countOf(targets), open: targets.length, issuedAt: context.now };
  const next = { ...counted, state: directiveLifecycle.next(directive.state, 'issue', counted) };
  const { calendar } = context.rules;
  const signClock = startClock({ kind: 'sign', limit: directive.sign, at: context.now }, calendar);
  const reportClock = startClock({ kind: 'report', limit: directive.report, at: context.now }, calendar);
  const event = fact('directive.issued', {
    ...namedDirective(next),
    targets: targets.length,
    ...(next.duty === null ? {} : { duty: next.duty }),
    signDueAt: dueText(signClock, calendar),
    reportDueAt: dueText(reportClock, calendar),
    provisional: [signClock, reportClock].some((clock) => dueAt(clock, calendar)?.provisional === true),
  });
  return { next, events: [event], signClock };
}

/** One target's copy. All copies of a directive begin with the same clock. */
export function issueReceipt(directive: Directive, target: Target, signClock: Clock, id: string): Decided<Receipt> {
  const { code: unit, tier, area } = target.unit;
  const { person } = target;
  const next: Receipt = {
    ...{ id, directiveId: directive.id, unit, person, tier, area, issuer: directive.unit },
    ...{ state: receiptLifecycle.next(null, 'issue', undefined), reminders: 0, issuedAt: signClock.startedAt },
    ...{ signClock, reportClock: null, reportLimit: directive.report },
  };
  const named = { receiptId: id, directiveId: directive.id, unit, tier, area, issuer: directive.unit };
  return { next, events: [fact('receipt.issued', { ...named, ...(person === null ? {} : { person }) })] };
}

/** The issuer reminds all who still owe something; `answering.ts` says what that does to each. */
export function remindDirective(directive: Directive, reminded: number): Decided<Directive> {
  const next = { ...directive, state: directiveLifecycle.next(directive.state, 'remind', directive) };
  return { next, events: [fact('directive.reminded', { ...namedDirective(next), targets: reminded })] };
}

/** The issuer takes it back: whatever is open becomes void. */
export function revokeDirective(directive: Directive): Decided<Directive> {
  const state = directiveLifecycle.next(directive.state, 'revoke', directive);
  const next = { ...directive, state, open: 0 };
  return { next, events: [fact('directive.revoked', { ...namedDirective(next), targets: directive.open })] };
}

/** One more report is confirmed; with the last one the directive is completed. */
export function afterConfirmation(directive: Directive): Decided<Directive> {
  const counted = { ...directive, open: directive.open - 1 };
  if (counted.open > 0) return { next: counted, events: [] };
  const next = { ...counted, state: directiveLifecycle.next(directive.state, 'complete', counted) };
  return { next, events: [fact('directive.completed', namedDirective(next))] };
}

function countOf(targets: readonly Target[]): Pick<Directive, 'units' | 'persons'> {
  const persons = targets.filter(({ person }) => person !== null).length;
  return { persons, units: targets.length - persons };
}
