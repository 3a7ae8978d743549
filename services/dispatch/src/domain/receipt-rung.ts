import type { Clock } from '@gridwhistle/clocks';
import { fact, type Fact } from './fact.js';

/** The receipt whose clock came to a rung. */
export interface RungReceipt {
  readonly id: string;
  readonly directiveId: string;
  readonly unit: string;
  readonly issuer: string;
}

/** What a rung of a receipt's clock tells: `amber` or `due` of its time to sign or to report. */
export function receiptRungFact(receipt: RungReceipt, rung: string, kind: string, dueAt: Date): Fact {
  const { id: receiptId, directiveId, unit, issuer } = receipt;
  const clock = kind === 'sign' ? 'sign' : 'report';
  const data = { receiptId, directiveId, unit, issuer, clock, dueAt: dueAt.toISOString() } as const;
  return rung === 'amber' ? fact('receipt.amber', data) : fact('receipt.due', data);
}

/** A rung that fired before its moment, as that is known now. */
export function receiptRungVoided(
  { id: receiptId, directiveId, unit }: Pick<RungReceipt, 'id' | 'directiveId' | 'unit'>,
  rung: string,
  { kind, startedAt }: Clock,
): Fact {
  const clock = kind === 'sign' ? 'sign' : 'report';
  const known = rung === 'amber' ? 'amber' : 'due';
  return fact('receipt.rung-voided', {
    receiptId,
    directiveId,
    unit,
    clock,
    rung: known,
    since: startedAt.toISOString(),
  });
}
