import type { TicketAssigned, TicketClosed } from '@gridwhistle/contracts';
import { unknownFact, type Fact } from './fact.js';
import * as ticket from './ticket-fact.js';

const at = new Date('2026-03-20T01:00:00Z');
const unknown = unknownFact('ticket', 't', 't');
const assignedEvent = {
  ticketId: 't',
  round: 1,
  category: '0102',
  severity: 'normal',
  grid: '522730001001001',
  area: '522730001001',
  unit: '522730001001001',
  rule: 'default-grid',
  dueAt: '2026-03-31T09:00:00Z',
  provisional: false,
} satisfies TicketAssigned;
const opened = ticket.ticketOpened(unknown, {
  ticketId: 't',
  severity: 'normal',
  channel: 'hotline',
  dispatcher: 'd',
  waitingFor: [],
});
const assigned = ticket.ticketAssigned(opened, assignedEvent);
const resolved = (fact: Fact, onTime: boolean) =>
  ticket.ticketResolved(fact, { ...assignedEvent, outcome: 'solved', orderId: 'o', onTime, ratingUntil: '' });
const closed = (fact: Fact, outcome: TicketClosed['outcome']) =>
  ticket.ticketClosed(fact, { ticketId: 't', round: 1, outcome, by: 'rating' }, at);
const dueAt = '2026-04-20T09:00:00Z';

describe('the fact of a ticket', () => {
  it('counts nowhere before it has a limit, then in the period in which that ends', () => {
    expect([opened.countsAt, assigned.countsAt]).toEqual([null, new Date(assignedEvent.dueAt)]);
    expect(assigned).toMatchObject({ unit: null, area: '522730001001', fields: { channel: 'hotline', major: '01' } });
  });

  it('moves with its due moment when it gets more time or is counted anew', () => {
    const extended = ticket.ticketExtended(assigned, { ticketId: 't', dueAt, provisional: false });
    expect(extended).toMatchObject({ countsAt: new Date(dueAt), fields: { extended: true } });
    expect(ticket.ticketDueChanged(assigned, { dueAt })).toEqual({ ...assigned, countsAt: new Date(dueAt) });
  });

  it('is off what is due while it is suspended, and due again when it goes on [fact 1]', () => {
    const suspended = ticket.ticketSuspended(assigned);
    expect(suspended).toMatchObject({ countsAt: assigned.countsAt, fields: { suspended: true } });
    const on = ticket.ticketContinued(suspended, { ticketId: 't', dueAt, provisional: false });
    expect(on).toMatchObject({ countsAt: new Date(dueAt), fields: { suspended: false } });
  });

  it('is closed in time or late as its result came', () => {
    expect(closed(resolved(assigned, true), 'solved')).toMatchObject({
      settledAt: at,
      fields: { state: 'closed', closed: true, onTime: true, dropped: false, outcome: 'solved' },
    });
    expect(closed(resolved(assigned, false), 'solved').fields['onTime']).toBe(false);
  });

  it.each(['merged', 'withdrawn', 'invalid'] as const)('is dropped when it ends %s', (outcome) => {
    expect(closed(assigned, outcome).fields).toMatchObject({ dropped: true, outcome });
    expect(closed(assigned, outcome).fields).not.toHaveProperty('onTime');
  });

  it('reopened, leaves its ended round where it was and counts anew in the running period [fact 2]', () => {
    const ended = closed(resolved(assigned, true), 'solved');
    const [anew, kept] = ticket.ticketReopened(ended, { ticketId: 't', round: 2, reason: 'reopened' });
    expect(kept).toEqual({ ...ended, id: 't:1' });
    const again = ticket.ticketAssigned(anew!, { ...assignedEvent, round: 2, dueAt });
    expect(again).toMatchObject({ id: 't', countsAt: new Date(dueAt), settledAt: null });
    expect(again.fields).toMatchObject({ round: 2, closed: false, channel: 'hotline' });
    expect(again.fields).not.toHaveProperty('onTime');
  });

  it('keeps its area unless a re-partition moves it', () => {
    const moved = { ticketId: 't', dispatcher: 'd' };
    expect(ticket.ticketMoved(assigned, moved)).toEqual(assigned);
    expect(ticket.ticketMoved(assigned, { ...moved, area: '522730001002' }).area).toBe('522730001002');
  });
});

describe('the fact of a report', () => {
  const heard = { ticketId: 't', channel: 'chat', severity: 'normal', photos: 0 } as const;
  const received = { ...heard, anonymous: false, confidential: false };
  const blank = unknownFact('report', 't', 't');

  it('is filed or not, whichever is heard first', () => {
    const calm = ticket.reportFiled(ticket.reportReceived(blank, received, at), assignedEvent);
    expect(ticket.reportReceived(ticket.reportFiled(blank, assignedEvent), received, at)).toEqual(calm);
    expect(calm).toMatchObject({ countsAt: at, area: '522730001001', fields: { filed: true, category: '0102' } });
    expect(ticket.reportReceived(blank, received, at).fields).toMatchObject({ filed: false, channel: 'chat' });
  });
});
