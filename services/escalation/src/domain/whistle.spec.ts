import { DomainError } from '@gridwhistle/kernel';
import fc from 'fast-check';
import { whistleLifecycle, type WhistleAct } from './whistle.lifecycle.js';
import {
  approveWhistle,
  askCompletion,
  assembleIfAllAccounted,
  cancelWhistle,
  checkApprover,
  completeIfAsked,
  declineWhistle,
  endsWithItsOrder,
  excuse,
  hasLostItsLead,
  missReportIn,
  noteConfirmed,
  noteOrder,
  rateDepartment,
  reportIn,
  requestWhistle,
  voidMiss,
  type Whistle,
  type WhistleRules,
} from './whistle.js';

const rules: WhistleRules = {
  kinds: ['difficult-problem'],
  mayAsk: (_kind, township) => township.endsWith('-room'),
  isDepartment: (unit) => ['water', 'roads'].includes(unit),
};
const asked = {
  ticketId: 't',
  orderId: 'o',
  kind: 'difficult-problem',
  lead: 'water',
  assists: ['roads'],
  reason: 'crosses the road',
};
const by = { id: 'w', township: '522730001-room', askedBy: null, requestedBy: 's' };
const at = new Date('2026-03-02T02:00:00Z');
const requested = () => requestWhistle(asked, by, undefined, rules);
const approved = () => approveWhistle(requested());
const summoned = () => noteOrder(noteOrder(approved(), 'water', 'o1'), 'roads', 'o2');
const assembled = () => assembleIfAllAccounted(missReportIn(reportIn(summoned(), 'water', at, true), 'roads'));

describe('a whistle', () => {
  it('names its departments only after the principal approved [whistle 4]', () => {
    expect(requested()).toMatchObject({ state: 'requested', attendance: [] });
    expect(approved().attendance.map((a) => a.unit)).toEqual(['water', 'roads']);
  });

  it('is ruled by the principal and the deputies that the profile names [whistle 5]', () => {
    expect(() => checkApprover(['principal'], ['principal', 'deputy'])).not.toThrow();
    expect(() => checkApprover(['member', 'deputy'], ['principal', 'deputy'])).not.toThrow();
    expect(() => checkApprover(['deputy'], ['principal'])).toThrow(/only principal/);
    expect(() => checkApprover([], ['principal'])).toThrow();
  });

  it('ends with its order where nobody has ruled on it yet: what was approved dispatch answers [whistle 18]', () => {
    const states = ['requested', 'approved', 'summoned', 'assembled', 'completed'] as const;
    expect(states.filter((state) => endsWithItsOrder({ state }))).toEqual(['requested']);
  });

  it('is of no kind where the locality has none', () => {
    const message = 'difficult-problem is no kind: this locality has no whistle';
    expect(() => requestWhistle(asked, by, undefined, { ...rules, kinds: [] })).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ field: 'kind', message })] }),
    );
  });

  it('lists every problem of a request', () => {
    const wrong = { ...asked, kind: 'party', lead: 'nobody', assists: ['roads', 'roads'] };
    expect(codes(() => requestWhistle(wrong, by, undefined, rules))).toEqual([
      'whistle.kind-unknown',
      'unit.unknown',
      'whistle.unit-twice',
    ]);
  });

  it('says which kinds there are, when another is asked for', () => {
    expect(() => requestWhistle({ ...asked, kind: 'party' }, by, undefined, rules)).toThrow(
      expect.objectContaining({
        details: [expect.objectContaining({ message: 'party is no kind of whistle here: difficult-problem are' })],
      }),
    );
  });

  it.each([
    ['another unit', { ticketId: 't', unit: '522730002-room', role: 'lead', ended: false, forwarded: false }],
    ['an assist', { ticketId: 't', unit: by.township, role: 'assist', ended: false, forwarded: false }],
    ['an ended order', { ticketId: 't', unit: by.township, role: 'lead', ended: true, forwarded: false }],
    ['an order with a result', { ticketId: 't', unit: by.township, role: 'lead', ended: false, forwarded: true }],
  ] as const)('is refused for %s', (_name, order) => {
    expect(() => requestWhistle(asked, by, order, rules)).toThrow(/only the unit that holds/);
  });

  it('is asked for by a grid where the profile lets grids ask, and ruled in its township [whistle 3]', () => {
    const grids = { ...rules, mayAsk: (_kind: string, unit: string) => unit === 'grid' };
    const order = { ticketId: 't', unit: 'grid', role: 'lead', ended: false, forwarded: false } as const;
    const whistle = requestWhistle(asked, { ...by, askedBy: 'grid' }, order, grids);
    expect(whistle).toMatchObject({ state: 'requested', askedBy: 'grid', township: by.township });
    expect(() => requestWhistle(asked, by, order, grids)).toThrow(/may not ask/);
  });

  it('is asked for by those whom the profile lets ask [whistle 3]', () => {
    expect(() => requestWhistle(asked, { ...by, askedBy: '522730001001-branch' }, undefined, rules)).toThrow(
      /may not ask/,
    );
  });

  it('is refused for an order of another ticket', () => {
    const order = { ticketId: 'u', unit: by.township, role: 'lead', ended: false, forwarded: false } as const;
    expect(() => requestWhistle(asked, by, order, rules)).toThrow(/another ticket/);
  });

  it('summons when the last of its orders is issued', () => {
    expect(noteOrder(approved(), 'water', 'o1').state).toBe('approved');
    expect(summoned().state).toBe('summoned');
  });

  it('lets a department turn up before the event of its order has arrived', () => {
    const early = reportIn(approved(), 'water', at, null);
    expect(noteOrder(noteOrder(early, 'roads', 'o2'), 'water', 'o1').state).toBe('summoned');
  });

  it('is assembled when everyone has reported in or missed it [whistle 14]', () => {
    expect(assembleIfAllAccounted(reportIn(summoned(), 'water', at, true)).state).toBe('summoned');
    expect(assembled().state).toBe('assembled');
  });

  it('records who comes late, and nobody twice [whistle 8]', () => {
    const late = reportIn(assembled(), 'roads', at, false);
    expect(late.attendance[1]).toMatchObject({ unit: 'roads', missed: true, onTime: false });
    expect(() => reportIn(late, 'roads', at, false)).toThrow(/has reported in/);
    expect(() => reportIn(late, 'fire', at, false)).toThrow(/not summoned/);
  });

  it('completes when the last confirmation arrives, if the township asked for it [whistle 15]', () => {
    const wish = askCompletion(noteConfirmed(assembled(), 'o1'));
    expect(wish).toMatchObject({ state: 'assembled', completionAsked: true });
    expect(completeIfAsked(noteConfirmed(wish, 'o2')).state).toBe('completed');
    expect(completeIfAsked(noteConfirmed(noteConfirmed(assembled(), 'o1'), 'o2')).state).toBe('assembled');
  });

  it('lets off whose objection was upheld: it is neither waited for nor confirmed [whistle 13]', () => {
    const excused = assembleIfAllAccounted(excuse(reportIn(summoned(), 'water', at, true), 'roads', undefined));
    expect(excused).toMatchObject({ state: 'assembled', lead: 'water' });
    expect(askCompletion(noteConfirmed(excused, 'o1')).state).toBe('completed');
  });

  it('waits for who takes the place of an upheld lead, whatever is heard of first [whistle 13]', () => {
    const ruledFirst = noteOrder(excuse(summoned(), 'water', 'fire'), 'fire', 'o3');
    const orderFirst = excuse(noteOrder(summoned(), 'fire', 'o3'), 'water', 'fire');
    for (const whistle of [ruledFirst, orderFirst]) {
      expect(whistle).toMatchObject({ state: 'summoned', lead: 'fire', assists: ['roads'] });
      expect(whistle.attendance.find(({ unit }) => unit === 'fire')).toMatchObject({ orderId: 'o3', missed: false });
      const roads = reportIn(whistle, 'roads', at, true);
      expect(assembleIfAllAccounted(roads).state).toBe('summoned');
      expect(assembleIfAllAccounted(reportIn(roads, 'fire', at, true)).state).toBe('assembled');
    }
    expect(excuse(assembled(), 'water', 'fire').state).toBe('summoned');
    expect(noteOrder(assembled(), 'fire', 'o3').state).toBe('summoned');
  });

  it('has lost its lead when that is let off and nobody named [whistle 13]', () => {
    expect(hasLostItsLead(excuse(summoned(), 'water', undefined))).toBe(true);
    expect(hasLostItsLead(excuse(summoned(), 'roads', undefined))).toBe(false);
    expect(hasLostItsLead(excuse(summoned(), 'water', 'fire'))).toBe(false);
  });

  it('lets the township rate each department that was summoned, once, when it is known who came [whistle 16]', () => {
    const rated = rateDepartment(assembled(), 'water', { score: 4, comment: 'came at once' });
    expect(rated.attendance[0]).toMatchObject({ unit: 'water', score: 4, comment: 'came at once' });
    expect(() => rateDepartment(rated, 'water', { score: 1 })).toThrow(/rated already/);
    expect(() => rateDepartment(rated, 'fire', { score: 1 })).toThrow(/not summoned/);
    expect(() => rateDepartment(summoned(), 'water', { score: 5 })).toThrow(/once everybody/);
    expect(rateDepartment(rated, 'roads', { score: 1 }).attendance[1]?.score).toBe(1);
  });

  it('waits again for a department that had objected before its limit passed [clock 4]', () => {
    const again = voidMiss(assembled(), 'roads');
    expect(again.state).toBe('summoned');
    expect(again.attendance[1]).toMatchObject({ unit: 'roads', missed: false });
  });

  it('cannot be completed before it is assembled, nor touched after it ended [whistle 1]', () => {
    expect(() => askCompletion(summoned())).toThrow(expect.objectContaining({ code: 'lifecycle.wrong-transition' }));
    expect(() => approveWhistle(declineWhistle(requested()))).toThrow(/nothing more/);
    expect(() => cancelWhistle(cancelWhistle(summoned()))).toThrow(/nothing more/);
  });

  it('moves only along its table, whatever is tried', () => {
    const tries = fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 20 });
    fc.assert(
      fc.property(tries, (names) => {
        names.reduce((whistle, name) => attempt(whistle, acts[name]!), requested());
      }),
    );
  });
});

const acts: Record<string, (w: Whistle) => Whistle> = {
  approve: approveWhistle,
  decline: declineWhistle,
  order1: (w) => noteOrder(w, 'water', 'o1'),
  order2: (w) => noteOrder(w, 'roads', 'o2'),
  in1: (w) => reportIn(w, 'water', at, true),
  in2: (w) => reportIn(w, 'roads', at, true),
  let1: (w) => excuse(w, 'water', 'fire'),
  let2: (w) => excuse(w, 'roads', undefined),
  unmiss2: (w) => voidMiss(w, 'roads'),
  miss2: (w) => missReportIn(w, 'roads'),
  assemble: assembleIfAllAccounted,
  confirm1: (w) => noteConfirmed(w, 'o1'),
  confirm2: (w) => noteConfirmed(w, 'o2'),
  complete: askCompletion,
  cancel: cancelWhistle,
};

function attempt(whistle: Whistle, act: (w: Whistle) => Whistle): Whistle {
  try {
    const next = act(whistle);
    const rows = whistleLifecycle.table.transitions as readonly { from: string | null; to: string; act: WhistleAct }[];
    const known = next.state === whistle.state || rows.some((r) => r.from === whistle.state && r.to === next.state);
    expect(known).toBe(true);
    if (next.state === 'completed') expect(next.attendance.every((a) => a.confirmed || a.excused)).toBe(true);
    return next;
  } catch (error) {
    if (error instanceof DomainError) return whistle;
    throw error;
  }
}

function codes(act: () => unknown): unknown[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.details.map((d) => d.code);
  }
  return [];
}
