import { endClock, resumeClock, startClock, stopClock } from '@gridwhistle/clocks';
import type { Directive } from './directive.js';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import { afterConfirmation } from './issuing.js';
import { namedReceipt, receiptLifecycle, type Receipt, type ReceiptAct } from './receipt.js';
import type { Context, UnitFacts } from './rules.js';

/** The target takes the directive; its time to report has run since the issue. */
export function signReceipt(receipt: Receipt, context: Context): Decided<Receipt> {
  const { calendar } = context.rules;
  const signClock = endClock(receipt.signClock, context.now, calendar);
  const start = { kind: 'report', limit: receipt.reportLimit, at: receipt.issuedAt };
  const next = { ...moved(receipt, 'sign'), signClock, reportClock: startClock(start, calendar) };
  return { next, events: [fact('receipt.signed', { ...namedReceipt(receipt), onTime: signClock.met })] };
}

/** The target reports: its clock stops, and is judged at this moment. */
export function reportReceipt(receipt: Receipt, context: Context): Decided<Receipt> {
  const state = moved(receipt, 'report');
  const reportClock = stopClock(running(receipt), context.now, context.rules.calendar);
  const onTime = reportClock.fellDueAt === null;
  return {
    next: { ...state, reportClock },
    events: [fact('receipt.reported', { ...namedReceipt(receipt), onTime })],
  };
}

/** The issuer accepts the report; with the last one the directive is completed. */
export function confirmReceipt(
  directive: Directive,
  receipt: Receipt,
  context: Context,
): { readonly receipt: Decided<Receipt>; readonly directive: Decided<Directive> } {
  const state = moved(receipt, 'confirm');
  const reportClock = endClock(running(receipt), context.now, context.rules.calendar);
  const event = fact('receipt.confirmed', { ...namedReceipt(receipt), onTime: reportClock.met });
  return { receipt: { next: { ...state, reportClock }, events: [event] }, directive: afterConfirmation(directive) };
}

/** The issuer does not accept the report: the clock goes on with what it had left. */
export function sendBackReceipt(receipt: Receipt, context: Context): Decided<Receipt> {
  const state = moved(receipt, 'send-back');
  const reportClock = resumeClock(running(receipt), context.now);
  const due = dueText(reportClock, context.rules.calendar);
  return {
    next: { ...state, reportClock },
    events: [fact('receipt.sent-back', { ...namedReceipt(receipt), dueAt: due })],
  };
}

export function remindReceipt(receipt: Receipt): Decided<Receipt> {
  const next = { ...moved(receipt, 'remind'), reminders: receipt.reminders + 1 };
  return { next, events: [fact('receipt.reminded', namedReceipt(receipt))] };
}

/** The person left: the unit's head answers now, where there is none anybody of the unit. */
export function passReceipt(receipt: Receipt, head: string | undefined): Decided<Receipt> {
  const next = { ...moved(receipt, 'pass'), person: head ?? null };
  const to = head === undefined ? {} : { person: head };
  return { next, events: [fact('receipt.passed', { ...namedReceipt(receipt), ...to })] };
}

/** The unit is gone: anybody of the one that took over answers. */
export function passReceiptTo(receipt: Receipt, { code: unit, tier, area }: UnitFacts): Decided<Receipt> {
  const next = { ...moved(receipt, 'pass'), unit, tier, area, person: null };
  return { next, events: [fact('receipt.passed', { ...namedReceipt(next), fromUnit: receipt.unit })] };
}

/** The directive was revoked. */
export function voidReceipt(receipt: Receipt, context: Context): Decided<Receipt> {
  const { now, rules } = context;
  const next = {
    ...moved(receipt, 'void'),
    signClock: endClock(receipt.signClock, now, rules.calendar),
    reportClock: receipt.reportClock && endClock(receipt.reportClock, now, rules.calendar),
  };
  return { next, events: [fact('receipt.voided', namedReceipt(receipt))] };
}

const moved = (receipt: Receipt, act: ReceiptAct): Receipt => ({
  ...receipt,
  state: receiptLifecycle.next(receipt.state, act, undefined),
});

function running({ reportClock }: Receipt) {
  if (!reportClock) throw new Error('a receipt that is signed has a clock for its report');
  return reportClock;
}
