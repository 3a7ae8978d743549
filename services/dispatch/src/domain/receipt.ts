import type { Clock, Limit } from '@gridwhistle/clocks';
import { lifecycle, RECEIPT_STATES, type ReceiptState, type Tier } from '@gridwhistle/kernel';

/** One target's copy of a directive: what it owes, and how far it is. */
export interface Receipt {
  readonly id: string;
  readonly directiveId: string;
  /** The target, or the unit of the person that it is addressed to. */
  readonly unit: string;
  /** Id of a member of staff; null when anybody of the unit may answer. */
  readonly person: string | null;
  readonly tier: Tier;
  readonly area: string;
  /** Confirms the report or sends it back. */
  readonly issuer: string;
  readonly state: ReceiptState;
  readonly reminders: number;
  readonly issuedAt: Date;
  readonly signClock: Clock;
  /** Starts with the signature and counts from the issue; whoever has not signed is late for that alone. */
  readonly reportClock: Clock | null;
  /** The directive's. */
  readonly reportLimit: Limit;
}

export type ReceiptAct = 'issue' | 'sign' | 'report' | 'confirm' | 'send-back' | 'remind' | 'pass' | 'void';

/** Neither confirmed nor void. */
export const OPEN_STATES: readonly ReceiptState[] = ['issued', 'signed', 'reported', 'sent-back'];
/** The target must still do something. */
export const OWING_STATES: readonly ReceiptState[] = ['issued', 'signed', 'sent-back'];

/** The receipt's lifecycle (domain §4, Directive). */
export const receiptLifecycle = lifecycle<ReceiptState, ReceiptAct>({
  name: 'receipt',
  states: RECEIPT_STATES,
  final: ['confirmed', 'void'],
  transitions: [
    { from: null, act: 'issue', to: 'issued', by: 'issuer' },
    { from: 'issued', act: 'sign', to: 'signed', by: 'target' },
    { from: 'signed', act: 'report', to: 'reported', by: 'target' },
    { from: 'sent-back', act: 'report', to: 'reported', by: 'target' },
    { from: 'reported', act: 'confirm', to: 'confirmed', by: 'issuer' },
    { from: 'reported', act: 'send-back', to: 'sent-back', by: 'issuer' },
    ...OWING_STATES.map((state) => ({ from: state, act: 'remind', to: state, by: 'issuer' }) as const),
    ...OPEN_STATES.map(
      (state) => ({ from: state, act: 'pass', to: state, by: 'end of a post, re-partition' }) as const,
    ),
    ...OPEN_STATES.map((state) => ({ from: state, act: 'void', to: 'void', by: 'revocation' }) as const),
  ],
});

/** What every event of a receipt names. */
export const namedReceipt = ({ id: receiptId, directiveId, unit }: Receipt) => ({ receiptId, directiveId, unit });
