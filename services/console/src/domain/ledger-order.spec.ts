import type { OrderIssued } from '@gridwhistle/contracts';
import type { Fact } from './fact.js';
import { issuedOrder, orderAfter, type LedgerOrder } from './ledger-order.js';

const ids = {
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  unit: '522730-water',
};
const issued: OrderIssued = {
  ...ids,
  role: 'lead',
  tier: 'district',
  origin: 'whistle',
  verifier: '522730001-room',
  category: '0102',
  severity: 'normal',
  area: '522730001001',
  grid: '522730001001001',
  round: 1,
  acceptDueAt: '2026-03-02T03:00:00Z',
  dueAt: '2026-03-04T09:00:00Z',
  provisional: false,
};
const at = new Date('2026-03-02T01:00:00Z');
const fact = (event: string, sequence: number, data: object = {}): Fact => ({
  event: `order.${event}`,
  entity: 'order',
  aggregateId: ids.orderId,
  sequence,
  at,
  data: { ...ids, ...data },
});
const after = (...facts: Fact[]): LedgerOrder => facts.reduce(orderAfter, issuedOrder(issued, fact('issued', 1)));

describe('an order in the ledger', () => {
  it('waits for its unit when it is issued', () => {
    expect(after()).toMatchObject({ id: ids.orderId, state: 'issued', waiting: false, parentId: null, sequence: 1 });
  });

  it('keeps whom it is meant for', () => {
    expect(after().assignee).toBeNull();
    expect(issuedOrder({ ...issued, assignee: 'head-water' }, fact('issued', 1)).assignee).toBe('head-water');
  });

  it('is confirmed on time', () => {
    const order = after(
      fact('accepted', 2, { onTime: true }),
      fact('resolved', 3, { onTime: true, proofs: 1 }),
      fact('confirmed', 4, { onTime: true }),
    );
    expect(order).toMatchObject({ state: 'confirmed', acceptedOnTime: true, onTime: true, sequence: 4 });
  });

  it('goes on with a new due moment when its result is sent back', () => {
    const later = '2026-03-05T09:00:00Z';
    const order = after(
      fact('accepted', 2),
      fact('resolved', 3, { onTime: true }),
      fact('sent-back', 4, { dueAt: later }),
    );
    expect(order).toMatchObject({ state: 'accepted', onTime: null, dueAt: new Date(later) });
  });

  it('stands still while it waits for its whistle', () => {
    expect(after(fact('accepted', 2), fact('waiting', 3))).toMatchObject({ state: 'accepted', waiting: true });
  });

  it('waits for the unit it delegated to, and goes on', () => {
    const delegated = fact('delegated', 3, { childId: ids.orderId, toUnit: 'x' });
    expect(after(fact('accepted', 2), delegated)).toMatchObject({ state: 'accepted', waiting: true });
    const resumed = fact('resumed', 4, { dueAt: issued.dueAt });
    expect(after(fact('accepted', 2), delegated, resumed)).toMatchObject({ waiting: false });
  });

  it('counts its returns', () => {
    const order = after(fact('returned', 2), fact('return-overruled', 3, { dueAt: issued.dueAt }), fact('returned', 4));
    expect(order).toMatchObject({ state: 'returned', returns: 2 });
  });

  it('keeps its state when a rung fires', () => {
    expect(after(fact('due', 2, { clock: 'accept' }))).toMatchObject({ state: 'issued', sequence: 2 });
  });
});
