import type { Clock, RungPolicy } from '@gridwhistle/clocks';
import { fact, type Decided, type Fact } from './fact.js';
import { dueText } from './issue.js';
import { namedReceipt, type Receipt } from './receipt.js';
import { receiptRungVoided } from './receipt-rung.js';
import { recounted, takenBack, type Outdated } from './recounted.js';
import type { Context } from './rules.js';

type ReceiptClock = 'sign' | 'report';

/** Office hours are others, or a notice has come: what a directive asks of a target is due by the calendar in force. */
export function recountReceipt(
  receipt: Receipt,
  outdated: readonly Outdated[],
  policy: RungPolicy,
  context: Context,
): Decided<Receipt> {
  const anew = (kind: ReceiptClock, before: Clock | null): { clock: Clock | null; events: Fact[] } => {
    const moved = recounted(before, outdated, receipt.id, context);
    if (!moved) return { clock: before, events: [] };
    const { clock, voided } = takenBack(moved, policy, context);
    const told = { ...namedReceipt(receipt), clock: kind, dueAt: dueText(clock, context.rules.calendar) };
    const changed = moved.isMoved ? [fact('receipt.due-changed', told)] : [];
    return { clock, events: [...changed, ...voided.map((rung) => receiptRungVoided(receipt, rung, clock))] };
  };
  const [sign, report] = [anew('sign', receipt.signClock), anew('report', receipt.reportClock)];
  const next = { ...receipt, signClock: sign.clock ?? receipt.signClock, reportClock: report.clock };
  return { next, events: [...sign.events, ...report.events] };
}
