import { RECEIPT_STATES, TIERS, type ReceiptState, type Tier } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { AreaCode, Code, Codes, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '../fields.js';

const owner = 'dispatch' as const;
const ids = {
  receiptId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a71',
  directiveId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a61',
  unit: '522730001001001',
};
const dueAt = '2026-03-02T02:00:00Z';

/** What every event of a receipt names: one target's copy of a directive. */
export class ReceiptEvent {
  @Id() receiptId!: string;
  @Id() directiveId!: string;
  /** The target, or the unit of the person that it is addressed to. */
  @Code() unit!: string;
}

@Event('receipt.issued', 1, {
  owner,
  summary: 'A unit, or a person of it, got a directive',
  example: { ...ids, person: 'grid-522730001001001', tier: 'grid', area: '522730001001', issuer: '522730-centre' },
})
export class ReceiptIssued extends ReceiptEvent {
  /** Id of a member of staff; absent when anybody of the unit may answer. */
  @Optional() @Code() person?: string;
  @OneOf(TIERS) tier!: Tier;
  @AreaCode() area!: string;
  /** Confirms the report or sends it back. */
  @Code() issuer!: string;
}

@Event('receipt.signed', 1, { owner, summary: 'The target took the directive', example: { ...ids, onTime: true } })
export class ReceiptSigned extends ReceiptEvent {
  @Flag() onTime!: boolean;
}

@Event('receipt.reported', 1, {
  owner,
  summary: 'The target reported what it did; the words stay in dispatch',
  example: { ...ids, onTime: true },
})
export class ReceiptReported extends ReceiptEvent {
  @Flag() onTime!: boolean;
}

@Event('receipt.confirmed', 1, { owner, summary: 'The issuer accepted the report', example: { ...ids, onTime: true } })
export class ReceiptConfirmed extends ReceiptEvent {
  @Flag() onTime!: boolean;
}

@Event('receipt.sent-back', 1, {
  owner,
  summary: 'The issuer did not accept the report; the clock goes on',
  example: { ...ids, dueAt },
})
export class ReceiptSentBack extends ReceiptEvent {
  @Instant() dueAt!: string;
}

@Event('receipt.voided', 1, { owner, summary: 'The directive was revoked', example: ids })
export class ReceiptVoided extends ReceiptEvent {}

@Event('receipt.reminded', 1, { owner, summary: 'The issuer reminded the target', example: ids })
export class ReceiptReminded extends ReceiptEvent {}

@Event('receipt.passed', 1, {
  owner,
  summary:
    "The person left: the unit's head answers now, else anybody of the unit; or the unit is gone, and another answers",
  example: { ...ids, person: 'branch-522730001001' },
})
export class ReceiptPassed extends ReceiptEvent {
  @Optional() @Code() person?: string;
  /** The unit that is gone; `unit` answers in its place. */
  @Optional() @Code() fromUnit?: string;
}

export const RECEIPT_CLOCKS = ['sign', 'report'] as const;

/** A rung of a receipt's clock. */
export class ReceiptRung extends ReceiptEvent {
  @OneOf(RECEIPT_CLOCKS) clock!: (typeof RECEIPT_CLOCKS)[number];
  @Instant() dueAt!: string;
  /** Who waits for the report; absent in events of before it was told. */
  @Optional() @Code() issuer?: string;
}

const rung = { ...ids, clock: 'sign', dueAt, issuer: '522730-centre' } as const;

@Event('receipt.amber', 1, { owner, summary: "A receipt's limit comes near", example: rung })
export class ReceiptAmber extends ReceiptRung {}

@Event('receipt.due', 1, { owner, summary: "A receipt's limit was reached", example: rung })
export class ReceiptDue extends ReceiptRung {}

@Event('receipt.due-changed', 1, {
  owner,
  summary: 'Working time is another, by office hours or holidays: the limit was counted anew',
  example: { ...ids, clock: 'sign', dueAt },
})
export class ReceiptDueChanged extends ReceiptEvent {
  @OneOf(RECEIPT_CLOCKS) clock!: (typeof RECEIPT_CLOCKS)[number];
  @Instant() dueAt!: string;
}

export const RECEIPT_RUNGS = ['amber', 'due'] as const;

@Event('receipt.rung-voided', 1, {
  owner,
  summary: 'A rung fired before its moment, as that is known now: it does not count',
  example: { ...ids, clock: 'sign', rung: 'due', since: dueAt },
})
export class ReceiptRungVoided extends ReceiptEvent {
  @OneOf(RECEIPT_CLOCKS) clock!: (typeof RECEIPT_CLOCKS)[number];
  @OneOf(RECEIPT_RUNGS) rung!: (typeof RECEIPT_RUNGS)[number];
  /** Since then its clock was longer. */
  @Instant() since!: string;
}

@Command('receipt.sign', { summary: 'Take a directive', bus: true, example: {} })
export class SignReceipt {}

@Command('receipt.report', {
  summary: 'Report what was done for a directive',
  bus: true,
  example: { text: 'All forty houses were visited; two families moved to the school' },
})
export class ReportReceipt {
  @Text(5000, 2) text!: string;
}

@Command('receipt.confirm', { summary: "Accept a target's report", bus: true, example: {} })
export class ConfirmReceipt {}

@Command('receipt.send-back', {
  summary: "Not accept a target's report",
  bus: true,
  example: { reason: 'The houses behind the mill are missing' },
})
export class SendBackReceipt {
  @Text(2000, 2) reason!: string;
}

/** A receipt as its owner shows it; its ETag is `sequence`. The words are for the target, its unit and the issuer. */
@Shape()
export class ReceiptView {
  @Id() id!: string;
  @Id() directiveId!: string;
  @OneOf(RECEIPT_STATES) state!: ReceiptState;
  @Code() unit!: string;
  @Optional() @Code() person?: string;
  @OneOf(TIERS) tier!: Tier;
  @AreaCode() area!: string;
  @Code() issuer!: string;
  @Optional() @Text(200) title?: string;
  @Optional() @Text(10_000) body?: string;
  /** The last report, and the last reason for which one was sent back. */
  @Optional() @Text(5000) report?: string;
  @Optional() @Text(2000) reason?: string;
  @Whole(0, 1000) reminders!: number;
  /** Until it is signed. */
  @Optional() @Instant() signDueAt?: string;
  /** While the report is owed. */
  @Optional() @Instant() reportDueAt?: string;
  @Optional() @Flag() signedOnTime?: boolean;
  @Optional() @Flag() reportedOnTime?: boolean;
  @Codes(8) acts!: string[];
  @Instant() issuedAt!: string;
  @Whole(1, 1_000_000) sequence!: number;
}
