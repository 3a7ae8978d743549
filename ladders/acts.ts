/** An event of a ticket's timeline. */
export interface Step {
  readonly event: string;
  readonly at: string;
  readonly entity: string;
  readonly unit?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The acts of the order's table (domain §4) and those beside it, each by the event that the ledger has of it. */
const ACT_OF_EVENT = {
  'order.issued': 'issue',
  'order.accepted': 'accept',
  'order.returned': 'return',
  'order.return-overruled': 'overrule-return',
  'order.progressed': 'progress',
  'order.assist-requested': 'assist',
  'order.delegated': 'delegate',
  'order.resolved': 'resolve',
  'order.confirmed': 'confirm',
  'order.sent-back': 'send-back',
  'order.raised': 'raise',
  'order.objected': 'object',
  'order.objection-overruled': 'overrule-objection',
  'extension.approved': 'extension',
  'extension.refused': 'refused extension',
  'suspension.approved': 'suspension',
  'suspension.refused': 'refused suspension',
  'ticket.reopened': 'redo',
  'ticket.merged': 'merge',
  'ticket.split': 'split',
  'ticket.marked': 'mark',
  'whistle.requested': 'whistle',
  'whistle.approved': 'approved whistle',
  'whistle.declined': 'declined whistle',
  'whistle.reported-in': 'report-in',
  'whistle.completed': 'completed whistle',
} as const;

/** An order that is cancelled tells by which act; what else ends it (its whistle, its parent) is no act on it. */
const ACT_OF_REASON = {
  'return-upheld': 'uphold-return',
  'objection-upheld': 'uphold-objection',
  reassigned: 'reassign',
  cancelled: 'cancel',
  claimed: 'claim',
} as const;

export type LadderAct =
  (typeof ACT_OF_EVENT)[keyof typeof ACT_OF_EVENT] | (typeof ACT_OF_REASON)[keyof typeof ACT_OF_REASON];

/** In the order in which they are printed. */
export const ACTS: readonly LadderAct[] = [
  ...new Set([...Object.values(ACT_OF_EVENT), ...Object.values(ACT_OF_REASON)]),
];

/** The act that an event tells of; undefined for what merely follows. */
export function actOf({ event, detail }: Step): LadderAct | undefined {
  if (event !== 'order.cancelled') return lookUp(ACT_OF_EVENT, event);
  return lookUp(ACT_OF_REASON, String(detail['reason']));
}

const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
