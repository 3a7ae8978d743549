import type { Clock, LimitUnit } from '@gridwhistle/clocks';
import { EntitySchema } from 'typeorm';
import type { Directive } from './domain/directive.js';
import type { Receipt } from './domain/receipt.js';

interface Stored {
  /** Sequence of its last event: its version. */
  sequence: number;
  updatedAt: Date;
}

export type DirectiveRow = Omit<Directive, 'sign' | 'report'> &
  Stored & { signAmount: number; signMeasure: LimitUnit; reportAmount: number; reportMeasure: LimitUnit };
/** Clocks are stored beside, in the table `clock`; the limit is its directive's. */
export type ReceiptRow = Omit<Receipt, 'signClock' | 'reportClock' | 'reportLimit'> & Stored;

export const DirectiveEntity = new EntitySchema<DirectiveRow>({
  name: 'directive',
  columns: {
    id: { type: 'uuid', primary: true },
    unit: { type: 'text' },
    channel: { type: 'text' },
    duty: { type: 'text', nullable: true },
    state: { type: 'text' },
    to: { type: 'jsonb', name: 'addressed_to' },
    signAmount: { type: 'float8', name: 'sign_amount' },
    signMeasure: { type: 'text', name: 'sign_measure' },
    reportAmount: { type: 'float8', name: 'report_amount' },
    reportMeasure: { type: 'text', name: 'report_measure' },
    units: { type: 'int' },
    persons: { type: 'int' },
    open: { type: 'int' },
    draftedAt: { type: 'timestamptz', name: 'drafted_at' },
    issuedAt: { type: 'timestamptz', name: 'issued_at', nullable: true },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

export const ReceiptEntity = new EntitySchema<ReceiptRow>({
  name: 'receipt',
  columns: {
    id: { type: 'uuid', primary: true },
    directiveId: { type: 'uuid', name: 'directive_id' },
    unit: { type: 'text' },
    person: { type: 'text', nullable: true },
    tier: { type: 'text' },
    area: { type: 'text' },
    issuer: { type: 'text' },
    state: { type: 'text' },
    reminders: { type: 'smallint' },
    issuedAt: { type: 'timestamptz', name: 'issued_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

export function directiveOf(stored: DirectiveRow): Directive {
  const { signAmount, signMeasure, reportAmount, reportMeasure, sequence: _sequence, updatedAt: _at, ...row } = stored;
  const sign = { amount: signAmount, unit: signMeasure };
  return { ...row, sign, report: { amount: reportAmount, unit: reportMeasure } };
}

export function directiveRowOf({ sign, report, ...directive }: Directive, stored: Stored): DirectiveRow {
  const limits = { signAmount: sign.amount, signMeasure: sign.unit };
  return { ...directive, ...limits, reportAmount: report.amount, reportMeasure: report.unit, ...stored };
}

export function receiptOf(
  { sequence: _sequence, updatedAt: _at, ...row }: ReceiptRow,
  clocks: ReadonlyMap<string, Clock>,
  { report }: Directive,
): Receipt {
  const signClock = clocks.get('sign');
  if (!signClock) throw new Error(`receipt ${row.id} has no clock`);
  return { ...row, signClock, reportClock: clocks.get('report') ?? null, reportLimit: report };
}

export function receiptRowOf(
  { signClock: _sign, reportClock: _report, reportLimit: _limit, ...receipt }: Receipt,
  stored: Stored,
): ReceiptRow {
  return { ...receipt, ...stored };
}
