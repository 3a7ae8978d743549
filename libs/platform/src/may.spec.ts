import { DomainError } from '@gridwhistle/kernel';
import { ANONYMOUS, INTERNAL, unitActor, type Actor, type Membership } from './actor.js';
import { ACT_NAMES, may, require, type Act, type Subject } from './may.js';

const staff = (unit: string, more: Partial<Membership> = {}): Actor => ({
  kind: 'staff',
  id: `member of ${unit}`,
  memberships: [{ unit, roles: ['member'], ...more }],
});
const office = (unit: string, area: string, ...roles: Membership['roles']): Actor =>
  staff(unit, { kind: 'office', area, roles: roles.length > 0 ? roles : ['member'] });

const GRID = '522730001001001';
const grid = staff(GRID, { kind: 'grid', area: '522730001001' });
const otherGrid = staff('522730001001002', { kind: 'grid', area: '522730001001' });
const village = office('522730001001-branch', '522730001001');
const otherVillage = office('522730001002-branch', '522730001002');
const township = office('522730001-room', '522730001');
const principal = office('522730001-room', '522730001', 'principal');
const deputy = office('522730001-room', '522730001', 'deputy');
const otherPrincipal = office('522730002-room', '522730002', 'principal');
const desk = staff('522730001-desk-peace', { kind: 'desk', area: '522730001' });
const water = staff('522730-water', { kind: 'department', area: '522730' });
const waterOnTheBus = unitActor('522730-water');
const urban = staff('522730-urban-mgmt', { kind: 'department', area: '522730' });
const centre = staff('522730-centre', { kind: 'centre', area: '522730' });
const centreHead = staff('522730-centre', { kind: 'centre', area: '522730', roles: ['head'] });
const operator = staff('522730-centre', { kind: 'centre', area: '522730', roles: ['operator'] });
const nobody: Actor = { kind: 'staff', id: 'nobody', memberships: [] };

const everybody = {
  grid,
  otherGrid,
  village,
  otherVillage,
  township,
  principal,
  deputy,
  otherPrincipal,
  desk,
  water,
  waterOnTheBus,
  urban,
  centre,
  centreHead,
  operator,
  nobody,
  anonymous: ANONYMOUS,
  service: INTERNAL,
};
type Name = keyof typeof everybody;

/** A grid's order: the village dispatches and verifies. */
const gridOrder: Subject = {
  holder: GRID,
  verifier: '522730001001-branch',
  dispatcher: '522730001001-branch',
  centre: '522730-centre',
  area: GRID,
};
/** A whistle's order to a department: the township verifies, the centre dispatches. */
const waterOrder: Subject = {
  holder: '522730-water',
  verifier: '522730001-room',
  dispatcher: '522730-centre',
  centre: '522730-centre',
  area: GRID,
};
/** The township holds the order and whistles; water is summoned. */
const whistle: Subject = {
  township: '522730001-room',
  holders: ['522730-water'],
  centre: '522730-centre',
  area: '522730001001',
};
const townshipTicket: Subject = { dispatcher: '522730001-room', centre: '522730-centre', area: '522730001001' };
const reportersTicket: Subject = { ...townshipTicket, reporter: true };
const handled: Subject = { ...gridOrder, holders: [GRID], dispatcher: '522730001001-branch' };
/** The centre's directive to the grid as a whole, and to one of its people. */
const receipt: Subject = { ...gridOrder, verifier: null, dispatcher: '522730-centre' };
const personal: Subject = { ...receipt, person: otherGrid.id };
const application: Subject = { holder: '522730-water', centre: '522730-centre' };
/** A member of the grid's staff, scored by the grid's area. */
const worker: Subject = { holder: GRID, person: grid.id, centre: '522730-centre', area: '522730001001' };
const scores: Subject = { holder: '522730-water', centre: '522730-centre' };

const centres: Name[] = ['centre', 'centreHead'];
const townships: Name[] = ['township', 'principal', 'deputy'];
const waters: Name[] = ['water', 'waterOnTheBus'];
const readsHere: Name[] = ['grid', 'village', ...townships, ...centres, 'service'];

const CASES: [Act, string, Subject, Name[]][] = [
  ...(['accept', 'return', 'progress', 'assist', 'delegate', 'extend', 'resolve', 'raise'] as const).flatMap(
    (act): [Act, string, Subject, Name[]][] => [
      [`order.${act}`, "a grid's order", gridOrder, ['grid']],
      [`order.${act}`, "a department's order", waterOrder, waters],
    ],
  ),
  ...(['confirm', 'send-back'] as const).flatMap((act): [Act, string, Subject, Name[]][] => [
    [`order.${act}`, "a grid's order", gridOrder, ['village']],
    [`order.${act}`, "a whistle's order", waterOrder, townships],
    [`order.${act}`, 'an order whose holder would verify', { ...gridOrder, verifier: GRID }, []],
  ]),
  ['ticket.split', "a grid's order", gridOrder, ['village', 'centre', 'centreHead']],
  ['order.object', "a whistle's order", waterOrder, ['water', 'waterOnTheBus']],
  ...(['uphold-objection', 'overrule-objection'] as const).map((act): [Act, string, Subject, Name[]] => [
    `order.${act}`,
    "a whistle's order",
    waterOrder,
    ['centre', 'centreHead'],
  ]),
  ...(['approve', 'refuse'] as const).flatMap((act): [Act, string, Subject, Name[]][] => [
    [`extension.${act}`, "a grid's order", gridOrder, ['village']],
    [`extension.${act}`, "a whistle's order", waterOrder, townships],
  ]),
  ...(['reassign', 'cancel', 'uphold-return', 'overrule-return'] as const).map(
    (act): [Act, string, Subject, Name[]] => [`order.${act}`, "a grid's order", gridOrder, ['village']],
  ),
  ...(['approve', 'refuse'] as const).flatMap((act): [Act, string, Subject, Name[]][] => [
    [`suspension.${act}`, "a grid's matter", gridOrder, ['village']],
    [`suspension.${act}`, "a department's matter", waterOrder, centres],
  ]),
  ['ticket.mark', "a grid's first order", gridOrder, ['grid']],
  ['ticket.rule-objection', "an objection to the grid's finding", gridOrder, ['village']],
  ['hotline.manage', 'the exchange with 12345', { centre: '522730-centre' }, [...centres, 'operator', 'service']],
  ['ticket.suspend', "a grid's matter", gridOrder, ['grid']],
  ['order.remind', "a grid's order", gridOrder, ['village', ...centres]],
  ['order.supervise', "a whistle's order", waterOrder, [...townships, ...centres]],
  ['order.read', "a grid's order", gridOrder, readsHere],
  ['order.read', "a department's order", waterOrder, [...readsHere, ...waters]],
  ['admission.apply', "a department's duty", application, waters],
  ...(['approve', 'refuse'] as const).map((act): [Act, string, Subject, Name[]] => [
    `admission.${act}`,
    "a department's application",
    application,
    centres,
  ]),
  ['admission.read', "a department's application", application, [...waters, ...centres, 'service']],
  ...(['draft', 'issue', 'remind', 'revoke'] as const).map((act): [Act, string, Subject, Name[]] => [
    `directive.${act}`,
    "the centre's directive",
    { dispatcher: '522730-centre', centre: '522730-centre' },
    centres,
  ]),
  [
    'directive.read',
    "a department's directive",
    { ...application, dispatcher: '522730-water' },
    [...waters, ...centres, 'service'],
  ],
  [
    'directive.progress',
    'a village',
    { dispatcher: '522730-water', centre: '522730-centre', area: '522730001001' },
    ['village', ...townships, ...waters, ...centres, 'operator', 'service'],
  ],
  ...(['sign', 'report'] as const).flatMap((act): [Act, string, Subject, Name[]][] => [
    [`receipt.${act}`, "a unit's receipt", receipt, ['grid']],
    [`receipt.${act}`, "a person's receipt", personal, ['otherGrid']],
  ]),
  ...(['confirm', 'send-back'] as const).flatMap((act): [Act, string, Subject, Name[]][] => [
    [`receipt.${act}`, "a grid's receipt", receipt, centres],
    [`receipt.${act}`, 'a receipt of the one who would confirm it', { ...receipt, person: centreHead.id }, []],
  ]),
  ['receipt.read', "a grid's receipt", receipt, readsHere],
  ['receipt.words', "a person's receipt", personal, ['grid', 'otherGrid', ...centres, 'service']],
  ['ticket.assign', 'a waiting ticket', townshipTicket, [...townships, ...centres]],
  ['ticket.redo', 'a resolved ticket', townshipTicket, [...townships, ...centres]],
  ['ticket.merge', 'a doubled ticket', townshipTicket, [...townships, ...centres]],
  ['ticket.claim', 'a matter for their own department', { holder: '522730-water' }, waters],
  ['ticket.reopen', 'a closed ticket', townshipTicket, [...townships, ...centres]],
  ['ticket.reopen', 'their own ticket', reportersTicket, Object.keys(everybody) as Name[]],
  ['ticket.call-back', 'a ticket the grid handled', handled, ['village', ...centres]],
  [
    'ticket.call-back',
    'a ticket the village itself handled',
    { ...handled, holders: ['522730001001-branch'] },
    centres,
  ],
  ['ticket.read', "a village's ticket", townshipTicket, ['village', ...townships, ...centres, 'operator', 'service']],
  ['ticket.words', "a village's ticket", townshipTicket, ['village', ...townships, ...centres, 'service']],
  [
    'ticket.read',
    'a raised matter that a department may claim',
    { ...townshipTicket, claimant: '522730-water' },
    ['village', ...townships, ...waters, ...centres, 'operator', 'service'],
  ],
  [
    'ticket.words',
    'a raised matter that a department may claim',
    { ...townshipTicket, claimant: '522730-water' },
    ['village', ...townships, ...centres, 'service'],
  ],
  [
    'ticket.read',
    'a matter that a unit is told of [up 4]',
    { ...townshipTicket, informed: ['522730-water'] },
    ['village', ...townships, ...waters, ...centres, 'operator', 'service'],
  ],
  ['ticket.reveal', 'a matter that a unit is told of [up 4]', { ...townshipTicket, informed: ['522730-water'] }, []],
  ['ticket.read', 'their own ticket', reportersTicket, Object.keys(everybody) as Name[]],
  ['ticket.reveal', 'a live order', gridOrder, ['grid']],
  ['whistle.request', 'a whistle', whistle, townships],
  ['whistle.approve', 'a whistle', whistle, ['principal', 'deputy']],
  ['whistle.decline', 'a whistle', whistle, ['principal', 'deputy']],
  ['whistle.report-in', 'a whistle', whistle, waters],
  ['whistle.complete', 'a whistle', whistle, townships],
  ['whistle.cancel', 'a whistle', whistle, townships],
  ['whistle.rate', 'a whistle', whistle, townships],
  ['whistle.read', 'a whistle', whistle, ['village', ...townships, ...waters, ...centres, 'service']],
  ['assessment.read-staff', "a grid worker's score", worker, ['grid', 'principal', 'deputy', ...centres, 'service']],
  ['assessment.read', "a department's score", scores, [...waters, ...centres, 'service']],
  ['assessment.open', 'a period', scores, ['centreHead']],
  ['assessment.freeze', 'a period', scores, ['centreHead']],
  ['assessment.publish', 'a period', scores, ['centreHead']],
  ['assessment.propose', "a whistle's result", whistle, townships],
  [
    'topic.read',
    'what comes again in a township',
    { area: '522730001', centre: '522730-centre' },
    [...townships, ...centres, 'operator', 'service'],
  ],
  ['appeal.make', "a department's score", scores, waters],
  ['appeal.review', 'a period', scores, ['centreHead']],
  ['exemption.make', 'a period', scores, ['centreHead']],
  ['profile.apply', 'the profile', {}, ['operator']],
  ['route.dry-run', 'the profile', {}, ['operator']],
  ['dead-letter.manage', 'a parked message', {}, ['operator', 'service']],
];

describe('who may do what', () => {
  test.each(CASES)('%s on %s', (act, _what, subject, allowed) => {
    const names = Object.keys(everybody) as Name[];
    expect(names.filter((name) => may(everybody[name], act, subject)).sort()).toEqual([...new Set(allowed)].sort());
  });

  test("a unit's receipt is anybody's of the unit [directive 3]", () => {
    const colleagues = ['one', 'another'].map((id) => ({ ...grid, id }));
    expect(colleagues.map((actor) => may(actor, 'receipt.sign', receipt))).toEqual([true, true]);
    expect(colleagues.map((actor) => may(actor, 'receipt.sign', { ...receipt, person: 'one' }))).toEqual([true, false]);
  });

  test('every act has a case', () => {
    expect([...new Set(CASES.map(([act]) => act))].sort()).toEqual([...ACT_NAMES].sort());
  });

  test('nobody but an operator or a service may do anything to a subject that is nobody’s', () => {
    for (const act of ACT_NAMES.filter(
      (name) => !['profile.apply', 'route.dry-run', 'dead-letter.manage', 'hotline.manage'].includes(name),
    )) {
      const allowed = Object.values(everybody).filter((actor) => may(actor, act, {}));
      const trusted = ['ticket.read', 'directive.progress', 'topic.read'].includes(act)
        ? [INTERNAL, operator]
        : [INTERNAL];
      expect(allowed.filter((actor) => !trusted.includes(actor))).toEqual([]);
    }
  });

  test('an area without a code is nobody’s, whatever its members’ areas are', () => {
    const forged = office('x', '');
    expect(may(forged, 'order.read', { area: '522730001' })).toBe(false);
  });

  test('require says which act was refused', () => {
    expect(() => require(water, 'order.accept', waterOrder)).not.toThrow();
    expect(() => require(urban, 'order.accept', waterOrder)).toThrow(DomainError);
  });
});
