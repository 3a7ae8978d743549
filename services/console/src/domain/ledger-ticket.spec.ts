import fc from 'fast-check';
import type { Fact } from './fact.js';
import { ticketAfter, unknownTicket, type LedgerTicket } from './ledger-ticket.js';

const id = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const minute = (minutes: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minutes));
const fact = (event: string, sequence: number, minutes: number, data: object): Fact => ({
  event,
  entity: event.split('.')[0] ?? '',
  aggregateId: id,
  sequence,
  at: minute(minutes),
  data: { ticketId: id, ...data },
});
const after = (facts: readonly Fact[]): LedgerTicket => facts.reduce(ticketAfter, unknownTicket(id, minute(0)));

const received = fact('report.received', 1, 0, {
  channel: 'resident',
  category: '0102',
  condition: 'cracked',
  severity: 'normal',
  grid: '522730001001001',
});
const rated = fact('report.rated', 2, 9, { round: 1, satisfaction: 'dissatisfied', solved: false });
const opened = fact('ticket.opened', 1, 1, {
  severity: 'emergency',
  channel: 'resident',
  dispatcher: '522730001-room',
  waitingFor: [],
});
const assigned = fact('ticket.assigned', 2, 2, {
  round: 1,
  category: '0203',
  severity: 'emergency',
  grid: '522730001002001',
  area: '522730001002',
  unit: '522730001002001',
  rule: 'default-grid',
  dueAt: '2026-03-04T09:00:00Z',
  provisional: false,
});
const resolved = fact('ticket.resolved', 3, 8, {
  round: 1,
  outcome: 'solved',
  onTime: true,
  ratingUntil: '2026-03-11T09:00:00Z',
});
const reopened = fact('ticket.reopened', 4, 10, { round: 2, reason: 'not-solved' });
const closed = fact('ticket.closed', 4, 9, { round: 1, outcome: 'solved', by: 'rating' });

const moved = fact('ticket.moved', 3, 7, {
  fromGrid: '522730001002001',
  grid: '522730001003001',
  area: '522730001003',
  dispatcher: '522730001003-branch',
});

describe('a ticket in the ledger', () => {
  it('lies where a re-partition took it, whatever its report said and whenever that is heard', () => {
    const now = { grid: '522730001003001', area: '522730001003', dispatcher: '522730001003-branch' };
    expect(after([received, opened, assigned, moved])).toMatchObject(now);
    const unassigned = { ...moved, sequence: 2 };
    expect(after([received, opened, unassigned])).toMatchObject(now);
    expect(after([opened, unassigned, received])).toMatchObject(now);
  });

  it('is reported, with what the report says, before dispatch has opened it', () => {
    expect(after([received])).toMatchObject({
      state: 'reported',
      category: '0102',
      grid: '522730001001001',
      sequence: 0,
    });
  });

  it('shows what the dispatching unit decided, not what the report guessed', () => {
    expect(after([received, opened, assigned])).toMatchObject({
      state: 'assigned',
      severity: 'emergency',
      category: '0203',
      condition: null,
      grid: '522730001002001',
      sequence: 2,
    });
  });

  it('keeps outcome and punctuality when it is closed', () => {
    expect(after([received, opened, assigned, resolved, closed])).toMatchObject({
      state: 'closed',
      outcome: 'solved',
      onTime: true,
      updatedAt: minute(9),
    });
  });

  it('is handled again, without the old outcome, when it is reopened', () => {
    expect(after([opened, assigned, resolved, reopened])).toMatchObject({
      state: 'assigned',
      round: 2,
      outcome: null,
      onTime: null,
    });
  });

  it('looks the same in whatever order report and ticket are heard of', () => {
    const tickets = [opened, assigned, resolved, reopened];
    const expected = after([received, rated, ...tickets]);
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), (first, second) => {
        const mixed = [...tickets];
        mixed.splice(Math.min(first, second), 0, received);
        mixed.splice(Math.max(first, second) + 1, 0, rated);
        expect(after(mixed)).toEqual(expected);
      }),
    );
  });
});
