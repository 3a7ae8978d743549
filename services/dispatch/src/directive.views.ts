import { dueAt, startClock, type Clock } from '@gridwhistle/clocks';
import type { DirectiveView, ReceiptView } from '@gridwhistle/contracts';
import type { Subject } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import type { EntityManager } from 'typeorm';
import { centreOf } from './call.js';
import type { DirectiveNoteStore } from './directive-note.store.js';
import { directiveLifecycle, type Directive } from './domain/directive.js';
import { receiptLifecycle, type Receipt } from './domain/receipt.js';
import { present } from './views.js';

type Words = Partial<Record<string, string>>;
const text = (at: Date | null | undefined): string | undefined => at?.toISOString();

/** What people do with a directive; the others follow by themselves. */
const ASKED = ['issue', 'remind', 'revoke'];
const ANSWERED = ['sign', 'report', 'confirm', 'send-back'];

export function directiveViewOf(
  directive: Directive,
  sequence: number,
  rules: Profile,
  words: Words = {},
): DirectiveView {
  const { id, state, unit, channel, duty, units, persons, open, draftedAt, issuedAt } = directive;
  return present<DirectiveView>({
    ...{ id, state, unit, channel, duty, title: words['title'], body: words['body'] },
    ...{ units, persons, open, acts: directiveLifecycle.allowed(state).filter((act) => ASKED.includes(act)) },
    draftedAt: draftedAt.toISOString(),
    issuedAt: text(issuedAt),
    ...(issuedAt ? limitsOf(directive, issuedAt, rules) : {}),
    sequence,
  });
}

function limitsOf({ sign, report }: Directive, at: Date, { calendar }: Profile) {
  const due = (limit: Directive['sign']) =>
    text(dueAt(startClock({ kind: 'limit', limit, at }, calendar), calendar)?.at);
  return { signDueAt: due(sign), reportDueAt: due(report) };
}

export function receiptViewOf(receipt: Receipt, sequence: number, rules: Profile, words: Words = {}): ReceiptView {
  const { id, directiveId, state, unit, person, tier, area, issuer, reminders, signClock, reportClock } = receipt;
  const due = (clock: Clock | null) => text(clock && dueAt(clock, rules.calendar)?.at);
  const stopped = reportClock?.state === 'stopped' ? reportClock.fellDueAt === null : undefined;
  return present<ReceiptView>({
    ...{ id, directiveId, state, unit, person, tier, area, issuer, reminders },
    ...{ title: words['title'], body: words['body'], report: words['report'], reason: words['send-back'] },
    signDueAt: due(signClock),
    reportDueAt: due(reportClock),
    signedOnTime: state === 'void' ? undefined : signClock.met,
    reportedOnTime: state === 'void' ? undefined : (reportClock?.met ?? stopped),
    acts: receiptLifecycle.allowed(state).filter((act) => ANSWERED.includes(act)),
    issuedAt: receipt.issuedAt.toISOString(),
    sequence,
  });
}

/** What the directive says, and what was last said about the receipt. */
export async function wordsOfReceipt(tx: EntityManager, notes: DirectiveNoteStore, receipt: Receipt): Promise<Words> {
  return { ...(await notes.of(tx, receipt.directiveId)), ...(await notes.of(tx, receipt.id)) };
}

/** Whose act it is: what `may` looks at. A grid sees its own, not its neighbours'. */
export function receiptSubjectOf({ unit, person, area, tier, issuer }: Receipt, rules: Profile): Subject {
  const place = tier === 'grid' ? unit : area;
  return { holder: unit, person, dispatcher: issuer, centre: centreOf(area, rules), area: place };
}
