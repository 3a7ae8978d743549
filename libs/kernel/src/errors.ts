/**
 * Every refusal the product can speak. A code is stable for ever: clients and translations hang on it.
 * The platform maps each code to an HTTP status, a bus settlement and words for people.
 */
export const ERROR_CODES = [
  'input.invalid',
  'input.bad-json',
  'input.too-large',
  'input.unsupported-media',
  'input.bad-image',
  'input.bad-cursor',
  'auth.token-missing',
  'auth.token-invalid',
  'auth.code-invalid',
  'auth.signature-invalid',
  'auth.forbidden',
  'route.unknown',
  'method.not-allowed',
  'precondition.required',
  'precondition.stale',
  'idempotency.key-missing',
  'idempotency.key-invalid',
  'idempotency.key-reused',
  'lifecycle.wrong-transition',
  'place.outside-district',
  'category.unknown',
  'condition.unknown',
  'grid.unknown',
  'grid.contradicts-place',
  'unit.unknown',
  'unit.empty',
  'area.unknown',
  'ticket.unknown',
  'ticket.not-waiting',
  'ticket.not-resolved',
  'ticket.reopen-too-late',
  'ticket.suspended',
  'ticket.not-at-first-order',
  'ticket.not-government',
  'ticket.objection-open',
  'ticket.objection-closed',
  'council.none',
  'merge.into-itself',
  'merge.into-closed',
  'claim.not-raised',
  'claim.not-your-duty',
  'order.unknown',
  'order.waiting',
  'order.assists-open',
  'order.children-open',
  'order.return-window-closed',
  'order.whistle-not-returnable',
  'order.not-of-a-whistle',
  'order.objection-closed',
  'order.objection-open',
  'order.whistle-fixed',
  'order.at-the-top',
  'order.township-must-whistle',
  'order.returned-elsewhere',
  'order.proof-missing',
  'order.not-below',
  'order.assist-elsewhere',
  'order.helps-already',
  'admission.missing',
  'admission.unknown',
  'admission.known',
  'directive.unknown',
  'directive.channel-unknown',
  'directive.not-allowed',
  'directive.nobody',
  'receipt.unknown',
  'staff.unknown',
  'extension.unknown',
  'extension.pending',
  'extension.too-late',
  'extension.too-long',
  'extension.used-up',
  'suspension.unknown',
  'suspension.pending',
  'suspension.too-long',
  'whistle.unknown',
  'whistle.already-open',
  'whistle.unit-twice',
  'whistle.not-summoned',
  'ticket.parts-open',
  'ticket.split-once',
  'whistle.already-reported-in',
  'whistle.not-assembled',
  'whistle.already-rated',
  'whistle.results-open',
  'whistle.kind-unknown',
  'whistle.not-allowed',
  'report.unknown',
  'report.not-settled',
  'report.already-rated',
  'report.own-work',
  'report.rating-closed',
  'hotline-order.unknown',
  'hotline-order.contradiction',
  'hotline-order.other-platform',
  'hotline-order.not-a-hard-case',
  'hotline-platform.unknown',
  'hotline-message.unknown',
  'hotline-message.not-parked',
  'assessment.unknown-plan',
  'assessment.unknown-period',
  'assessment.period-open',
  'assessment.already-published',
  'proposal.beyond-cap',
  'profile.invalid',
  'profile.missing',
  'profile.stale',
  'profile.strands',
  'calendar.unannounced',
  'dead-letter.unknown',
  'not-found',
  'conflict',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that is wrong: `field` is a dotted path into the input, absent when the whole is meant. */
export interface Detail {
  field?: string;
  code?: string;
  message: string;
}

/** A refusal by a rule. Throwing it changes nothing; `details` lists every problem, not the first. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: readonly Detail[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** Throws one error that carries all problems, or returns when there are none. */
export function refuseIfAny(code: ErrorCode, message: string, problems: readonly Detail[]): void {
  if (problems.length > 0) throw new DomainError(code, message, problems);
}
