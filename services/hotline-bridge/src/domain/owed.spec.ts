import { acceptedOf, closedOf, progressOf, reopenedOf, resultOf } from './owed.js';

const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const orderId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c';
const unit = '522730001-room';

describe('what is owed to the hotline', () => {
  it('tells the due moment when the ticket is assigned, in every round', () => {
    const assigned = {
      ticketId,
      round: 2,
      category: '02-01',
      severity: 'normal' as const,
      grid: '1',
      area: '1',
      unit,
      rule: 'r',
    };
    expect(acceptedOf({ ...assigned, dueAt: '2026-03-04T09:00:00Z', provisional: false })).toEqual({
      message: 'accepted',
      round: 2,
      ref: '',
      facts: { unit, dueAt: '2026-03-04T09:00:00Z', provisional: false },
    });
  });

  it('names the order whose words are the result', () => {
    const until = '2026-03-11T09:00:00Z';
    const owed = resultOf({ ticketId, round: 1, outcome: 'solved', orderId, unit, onTime: true, ratingUntil: until });
    expect(owed).toEqual({
      message: 'result',
      round: 1,
      ref: '',
      facts: { unit, outcome: 'solved', onTime: true, orderId },
    });
  });

  it('tells each step of an order apart', () => {
    const base = { orderId, ticketId, unit };
    const accepted = progressOf({ act: 'accepted', event: { ...base, onTime: true } }, 1, 2);
    const raised = progressOf({ act: 'raised', event: { ...base, onTime: true, toUnit: '522730-centre' } }, 1, 3);
    const whistled = progressOf({ act: 'whistled', event: { ...base, whistleId: ticketId } }, 1, 4);
    expect(accepted.facts).toEqual({ act: 'accepted', unit });
    expect(raised.facts).toEqual({ act: 'raised', unit, toUnit: '522730-centre' });
    expect(new Set([accepted, raised, whistled].map(({ ref }) => ref)).size).toBe(3);
  });

  it('tells of the end and of a new beginning', () => {
    expect(closedOf({ ticketId, round: 1, outcome: 'solved', by: 'rating' }).facts).toEqual({
      outcome: 'solved',
      by: 'rating',
    });
    expect(reopenedOf({ ticketId, round: 2, reason: 'not-solved' })).toMatchObject({ message: 'reopened', round: 2 });
  });
});
