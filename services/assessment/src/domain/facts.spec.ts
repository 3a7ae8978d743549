import type { OrderDue, OrderIssued, ReportCalledBack, WhistleApproved } from '@gridwhistle/contracts';
import { answerFact } from './answer-fact.js';
import { unknownFact, type Fact } from './fact.js';
import * as order from './order-fact.js';
import * as summons from './summons-fact.js';

const ids = { orderId: 'o', ticketId: 't', unit: '522730-water' };
const issuedEvent = {
  ...ids,
  role: 'lead',
  tier: 'district',
  origin: 'whistle',
  whistleId: 'w',
  verifier: '522730001-room',
  category: '0102',
  severity: 'normal',
  area: '522730001001',
  grid: '522730001001001',
  round: 1,
  acceptDueAt: '2026-03-30T03:00:00Z',
  dueAt: '2026-04-01T09:00:00Z',
  provisional: false,
} satisfies OrderIssued;
const issued = order.orderIssued(unknownFact('order', 'o', 't'), issuedEvent);
const at = new Date('2026-03-31T01:00:00Z');
const forwarded = (fact: Fact, onTime: boolean) =>
  order.orderForwarded(fact, { ...ids, onTime, proofs: 1 }, 'resolved', at);
const due = (clock: OrderDue['clock']) => ({
  ...ids,
  clock,
  dueAt: issuedEvent.dueAt,
  severity: 'normal' as const,
});

describe('the fact of an order', () => {
  it('belongs to the period in which its limit ends, whenever it was settled', () => {
    expect(forwarded(issued, true)).toMatchObject({ countsAt: new Date('2026-04-01T09:00:00Z'), settledAt: at });
  });

  it('says where it came from', () => {
    expect(issued.fields).toMatchObject({ major: '01', whistled: true, redone: false, returned: false });
    const redo = order.orderIssued(unknownFact('order', 'o', 't'), { ...issuedEvent, origin: 'redo' });
    expect(redo.fields['redone']).toBe(true);
  });

  it('is neither in time nor late while its limits run', () => {
    expect([issued.fields['acceptedOnTime'], issued.fields['resolvedOnTime']]).toEqual([undefined, undefined]);
  });

  it('is late once its limit has passed, also when nobody has acted', () => {
    expect(order.orderFellDue(issued, due('accept')).fields['acceptedOnTime']).toBe(false);
    expect(order.orderFellDue(issued, due('handling')).fields['resolvedOnTime']).toBe(false);
  });

  it('is neither late nor in time by a verification that is late [clock 13]', () => {
    expect(order.orderFellDue(issued, due('verification'))).toEqual(issued);
    expect(order.orderFellDue(forwarded(issued, true), due('verification'))).toEqual(forwarded(issued, true));
  });

  it('is open again when its clock stood before the limit, and a judgement since then stays [clock 4]', () => {
    const voided = (rung: 'amber' | 'due') => ({ ...ids, rung, since: issuedEvent.dueAt });
    const late = order.orderFellDue(issued, due('handling'));
    expect(order.orderRungVoided(late, voided('due'))).toEqual(issued);
    expect(order.orderRungVoided(late, voided('amber'))).toEqual(late);
    expect(order.orderRungVoided(forwarded(late, false), voided('due'))).toEqual(forwarded(late, false));
    const slow = order.orderFellDue(issued, due('accept'));
    const ofAccept = { ...voided('due'), clock: 'accept' as const };
    expect(order.orderRungVoided(slow, ofAccept)).toEqual(issued);
    expect(order.orderRungVoided(late, ofAccept)).toEqual(late);
    const taken = order.orderAccepted(slow, { ...ids, onTime: false });
    expect(order.orderRungVoided(taken, ofAccept)).toEqual(taken);
  });

  it('is open again when a result in time is sent back, and stays late when a late one is', () => {
    const back = order.orderSentBack(forwarded(issued, true));
    expect(back).toMatchObject({ settledAt: null, fields: { state: 'accepted', sentBack: true } });
    expect(back.fields).not.toHaveProperty('resolvedOnTime');
    expect(order.orderSentBack(forwarded(issued, false)).fields['resolvedOnTime']).toBe(false);
  });

  it('is of who last forwarded it, before that of who took it, and of nobody else [fact 5]', () => {
    const resolved = (fact: Fact, by?: string) =>
      order.orderForwarded(fact, { ...ids, ...(by ? { by } : {}), onTime: true, proofs: 1 }, 'resolved', at);
    const taken = order.orderAccepted(issued, { ...ids, by: 'p-1', onTime: true });
    expect([issued.person, taken.person]).toEqual([null, 'p-1']);
    expect([resolved(taken, 'p-2').person, resolved(taken).person]).toEqual(['p-2', 'p-1']);
    const again = order.orderSentBack(resolved(taken, 'p-2'));
    expect([again.person, resolved(again, 'p-3').person]).toEqual(['p-2', 'p-3']);
    const raised = { ...ids, by: 'p-4', toUnit: 'v', onTime: true };
    expect(order.orderForwarded(issued, raised, 'raised', at).person).toBe('p-4');
    expect(order.orderCancelled(order.orderReturned(issued)).person).toBeNull();
  });

  it('moves with a re-partition while it is open, and remembers that it got more time', () => {
    const place = { verifier: 'v', dispatcher: 'd', grid: '522730001002001', area: '522730001002' };
    expect(order.orderMoved(order.orderExtended(issued), { ...ids, ...place })).toMatchObject({
      area: '522730001002',
      fields: { extended: true },
    });
  });

  it('remembers a return that was overruled', () => {
    const again = order.orderReturnOverruled(order.orderReturned(issued));
    expect(again.fields).toMatchObject({ state: 'issued', returned: true });
  });
});

describe('the fact of a summons', () => {
  const approved: WhistleApproved = {
    whistleId: 'w',
    ticketId: 't',
    orderId: 'p',
    township: '522730001-room',
    kind: 'difficult-problem',
    lead: '522730-water',
    assists: ['522730-urban-mgmt'],
    onTime: true,
  };
  const [named, other] = summons.summonsNamed(approved) as [Fact, Fact];
  const called = summons.summoned(named, '2026-03-02T05:00:00Z');
  const turnsUp = (fact: Fact, onTime: boolean) =>
    summons.reportedIn(fact, { ...approved, unit: fact.unit!, onTime }, at);

  it('counts nowhere before everybody is summoned', () => {
    expect([named.countsAt, called.countsAt]).toEqual([null, new Date('2026-03-02T05:00:00Z')]);
    expect([named.fields['role'], other.fields['role']]).toEqual(['lead', 'assist']);
  });

  it('records who turned up and when', () => {
    expect(turnsUp(called, true)).toMatchObject({
      settledAt: at,
      fields: { reportedIn: true, onTime: true, missed: false },
    });
  });

  it('counts for nobody whom the centre let off, and for who takes its place like the others', () => {
    const event = { ...approved, unit: 'water', role: 'lead', kind: 'difficult-problem', instead: 'housing' } as const;
    expect(summons.excused(summons.reportInMissed(called)).unit).toBeNull();
    expect(summons.summoned(summons.excused(called), '2026-03-02T05:00:00Z').unit).toBeNull();
    const next = { ...unknownFact('summons', 'w:housing', 't'), unit: 'housing' };
    const inOrder = summons.summoned(summons.standsIn(next, event), '2026-03-02T05:00:00Z');
    expect(summons.standsIn(summons.summoned(next, '2026-03-02T05:00:00Z'), event)).toEqual(inOrder);
    expect(inOrder.fields).toEqual({ role: 'lead', kind: 'difficult-problem', reportedIn: false, missed: false });
  });

  it('is open again when the limit had not passed after all [clock 4]', () => {
    expect(summons.missVoided(summons.reportInMissed(called))).toEqual(called);
  });

  it('keeps what the township thinks of the work', () => {
    expect(summons.rated(called, { ...approved, unit: 'water', score: 4 }).fields).toMatchObject({ score: 4 });
  });

  it('records for good who missed it, also when they came later', () => {
    const missed = summons.reportInMissed(called);
    expect(missed.fields).toMatchObject({ reportedIn: false, onTime: false, missed: true });
    expect(turnsUp(missed, false).fields).toMatchObject({ reportedIn: true, onTime: false, missed: true });
    expect(summons.reportInMissed(turnsUp(called, true)).fields).toMatchObject({ onTime: true, missed: false });
  });
});

describe('the fact of an answer', () => {
  const place = { sequence: 2, at };
  const said: ReportCalledBack = {
    ticketId: 't',
    round: 1,
    effective: false,
    responded: false,
    solved: false,
    by: 'centre',
  };

  it('is a rating where the reporter gave it unasked, which no rate over call-backs counts [answer 2]', () => {
    const rated = answerFact({ ticketId: 't', round: 1, satisfaction: 'basically-satisfied', solved: true }, place);
    expect(rated).toMatchObject({ kind: 'rating', id: 't:2', unit: null, countsAt: at });
    expect(rated.fields).toEqual({ round: 1, satisfaction: 'basically-satisfied', solved: true });
    expect(answerFact(said, place).kind).toBe('call-back');
  });

  it('is one for the rating of a round and one for the call-back after it, each once', () => {
    const rated = answerFact({ ticketId: 't', round: 1, satisfaction: 'satisfied', solved: true }, place);
    const called = { ...said, effective: true, responded: true };
    const facts = [rated, ...[1, 2].map(() => answerFact(called, { ...place, sequence: 3 }))];
    expect(facts.map(({ id, fields }) => [id, fields['solved']])).toEqual([
      ['t:2', true],
      ['t:3', false],
      ['t:3', false],
    ]);
  });

  it('keeps a call that reached nobody as one', () => {
    expect(answerFact(said, place).fields).toEqual({
      by: 'centre',
      round: 1,
      effective: false,
      responded: false,
      solved: false,
    });
  });
});
