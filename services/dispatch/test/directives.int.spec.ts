import type { DirectiveView, ReceiptView } from '@gridwhistle/contracts';
import { StaffDeactivated, make } from '@gridwhistle/contracts';
import { v7 } from 'uuid';
import {
  BRANCH,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  OTHER_GRID,
  OTHER_ROOM,
  ROOM,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { DirectiveStage, WORDS, wrongIn } from './directive-stage.js';
import { Stage } from './stage.js';

const WORKER = `staff-of-${GRID}`;
const HEAD = `staff-of-${BRANCH}`;
const HOUR = 3_600_000;

/** Who works where, as the console answers it. */
const staff = {
  revision: 1,
  posts: [
    [WORKER, GRID, ['member']],
    [HEAD, BRANCH, ['member', 'head']],
  ],
};
const answers = (path: string): object | undefined => (path === '/internal/staff/posts' ? staff : undefined);

let stage: Stage;
let directives: DirectiveStage;
beforeAll(async () => {
  stage = await Stage.open(answers);
  directives = new DirectiveStage(stage);
  await directives.staffed(2);
});
afterAll(() => stage?.close());

const receiptsOf = ({ id }: DirectiveView): Promise<ReceiptView[]> => directives.receipts(`directive=${id}`);
const only = async (directive: DirectiveView): Promise<ReceiptView> => (await receiptsOf(directive))[0] as ReceiptView;

describe('a directive', () => {
  it('is drafted with a count, issued, signed, reported, sent back, confirmed and completed, over HTTP', async () => {
    const key = v7();
    const draft = await directives.draft({ to: { units: [BRANCH, GRID] } }, { key });
    expect(draft).toMatchObject({ status: 201, body: { state: 'draft', units: 2, persons: 0, acts: ['issue'] } });
    expect((await directives.draft({ to: { units: [BRANCH, GRID] } }, { key })).body).toEqual(draft.body);
    const issued = await directives.on(draft.body as unknown as DirectiveView, 'issue');
    expect(issued).toMatchObject({ status: 200, body: { state: 'issued', open: 2, ...WORDS } });
    const directive = issued.body as unknown as DirectiveView;

    const received = await directives.receipts('state=issued', GRID);
    expect(received).toMatchObject([{ unit: GRID, directiveId: directive.id, acts: ['sign'] }]);
    const receipt = received[0] as ReceiptView;
    expect(await directives.receipt(receipt.id, GRID)).toMatchObject(WORDS);
    expect((await directives.act(receipt, 'sign', GRID)).body).toMatchObject({ state: 'signed', signedOnTime: true });
    const report = await directives.act(receipt, 'report', GRID, { text: 'All are safe' });
    expect(report.body).toMatchObject({ state: 'reported', report: 'All are safe', reportedOnTime: true });
    const back = await directives.act(receipt, 'send-back', CENTRE, { reason: 'Who is the Wang family with?' });
    expect(back.body).toMatchObject({ state: 'sent-back', reason: 'Who is the Wang family with?' });
    await directives.act(receipt, 'report', GRID, { text: 'With their aunt' });
    expect((await directives.act(receipt, 'confirm', CENTRE)).body).toMatchObject({ state: 'confirmed', acts: [] });

    const [other] = (await receiptsOf(directive)).filter(({ unit }) => unit === BRANCH);
    await directives.reported(other as ReceiptView);
    await directives.act(other as ReceiptView, 'confirm', CENTRE);
    expect(await directives.directive(directive.id)).toMatchObject({ state: 'completed', open: 0, acts: [] });
    await directives.sent();
    expect(await stage.rows(`select 1 from event_log where envelope ~ 'Wang|river|aunt'`)).toEqual([]);
    expect(await stage.rows(`select 1 from directive_note where words ~ 'Wang|river|aunt'`)).toEqual([]);
  });

  it('is signed and reported by a unit’s own system over the bus, with the same refusals', async () => {
    const receipt = await only(await directives.issue({ units: [WATER] }));
    const signed = await stage.command(WATER, 'receipt.sign', { id: receipt.id, ifMatch: 1 });
    expect(signed).toMatchObject({ state: 'signed', sequence: 2 });
    expect(await stage.command(URBAN, 'receipt.report', { id: receipt.id, ifMatch: 2, text: 'no' })).toMatchObject({
      code: 'auth.forbidden',
    });
    const reported = await stage.command(WATER, 'receipt.report', { id: receipt.id, ifMatch: 2, text: 'done' });
    expect(reported).toMatchObject({ state: 'reported' });
    const asked = { channel: 'flood', ...WORDS, to: { units: [URBAN] }, idempotencyKey: v7() };
    expect(await stage.command(WATER, 'directive.draft', asked)).toMatchObject({
      state: 'draft',
      unit: WATER,
      units: 1,
    });
    expect(await directives.events(receipt.id)).toEqual(['receipt.issued', 'receipt.signed', 'receipt.reported']);
  });

  it('is refused with everything that is wrong with it', async () => {
    const to = { areas: ['99'], tiers: ['moon'], roles: ['king'], units: ['nowhere'], persons: ['ghost'] };
    const wrong = await directives.draft({ channel: 'gossip', to });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'input.invalid']);
    expect(wrongIn(wrong)).toEqual(
      [
        'channel directive.channel-unknown',
        'to directive.nobody',
        'to.areas.0 area.unknown',
        'to.persons.0 staff.unknown',
        'to.roles.0 role.unknown',
        'to.tiers.0 tier.unknown',
        'to.units.0 unit.unknown',
      ].sort(),
    );
    expect((await directives.draft({ to: {} })).body.code).toBe('directive.nobody');
    expect((await directives.draft({ to: { units: [WATER] } }, { unit: URBAN })).body.code).toBe(
      'directive.not-allowed',
    );
    const missing = await directives.draft({ duty: undefined, to: { units: [GRID] } });
    expect([missing.status, missing.body.code, ...wrongIn(missing)]).toEqual([
      422,
      'admission.missing',
      'duty admission.missing',
    ]);
    const message = expect.stringMatching(/^is a duty admitted to grids: \S/) as string;
    expect(missing.body).toMatchObject({ errors: [{ message }] });
    expect((await directives.draft({ title: '', to: { units: [WATER] } })).body.code).toBe('input.invalid');
    const above = await directives.draft({ to: { units: [CENTRE] } }, { unit: WATER });
    expect(wrongIn(above)).toEqual(['to directive.nobody', 'to.units.0 directive.not-allowed']);
  });

  it('is refused where its report would be due before its signature', async () => {
    const hours = (amount: number) => ({ amount, measure: 'emergency-hour' });
    const to = { units: [WATER] };
    const crossed = await directives.draft({ to, signWithin: hours(5), reportWithin: hours(1) });
    expect([crossed.status, ...wrongIn(crossed)]).toEqual([400, 'reportWithin input.invalid']);
    expect(wrongIn(await directives.draft({ to, signWithin: hours(5) }))).toEqual(['signWithin input.invalid']);
    expect((await directives.draft({ to, signWithin: hours(5), reportWithin: hours(5) })).status).toBe(201);
  });

  it('is issued once, by its issuer, on the version that was seen', async () => {
    const draft = (await directives.draft({ to: { units: [WATER] } })).body as unknown as DirectiveView;
    expect((await directives.on(draft, 'issue', {}, WATER)).body.code).toBe('auth.forbidden');
    expect((await directives.on({ ...draft, sequence: 9 }, 'issue')).body.code).toBe('precondition.stale');
    expect((await directives.on(draft, 'issue')).status).toBe(200);
    expect((await directives.on(draft, 'issue')).body.code).toBe('precondition.stale');
    expect((await directives.on({ ...draft, sequence: 2 }, 'issue')).body.code).toBe('lifecycle.wrong-transition');
    expect((await directives.on({ ...draft, id: v7() }, 'issue')).body.code).toBe('directive.unknown');
  });

  it('that is revoked voids what is open, and reminds nobody any more', async () => {
    const directive = await directives.issue({ units: [WATER, URBAN, GRID] });
    const all = await receiptsOf(directive);
    const [done, owing] = [all.find(({ unit }) => unit === WATER), all.find(({ unit }) => unit === URBAN)];
    await directives.reported(done as ReceiptView);
    const reminded = await directives.on(directive, 'remind');
    expect(reminded).toMatchObject({ status: 200, body: { sequence: 3 } });
    expect((await receiptsOf(directive)).map(({ reminders }) => reminders).sort()).toEqual([0, 1, 1]);
    await directives.act(done as ReceiptView, 'confirm', CENTRE);
    const version = { ...directive, sequence: 3 };
    const revoked = await directives.on(version, 'revoke', { reason: 'The rain has moved on' });
    expect(revoked).toMatchObject({ status: 200, body: { state: 'revoked', open: 0 } });
    expect((await receiptsOf(directive)).map(({ state }) => state).sort()).toEqual(['confirmed', 'void', 'void']);
    expect((await directives.act(owing as ReceiptView, 'sign', URBAN)).body.code).toBe('lifecycle.wrong-transition');
    expect(await directives.events((owing as ReceiptView).id)).toEqual([
      'receipt.issued',
      'receipt.reminded',
      'receipt.voided',
    ]);
    const clocks = await stage.rows(
      `select 1 from clock c join receipt r on r.id = c.aggregate_id where r.directive_id = $1 and c.state <> 'ended'`,
      [directive.id],
    );
    expect(clocks).toEqual([]);
  });
});

describe('a person’s receipt', () => {
  it('is that person’s, and passes to the unit’s head when the person leaves', async () => {
    const directive = await directives.issue({ persons: [WORKER] });
    expect(directive).toMatchObject({ units: 0, persons: 1 });
    const receipt = await only(directive);
    expect(receipt).toMatchObject({ person: WORKER, unit: GRID });
    expect((await stage.command(GRID, 'receipt.sign', { id: receipt.id, ifMatch: 1 })).code).toBe('auth.forbidden');
    expect((await directives.act(receipt, 'sign', GRID)).status).toBe(200);

    const left = make(StaffDeactivated, { person: WORKER, unit: GRID, head: HEAD });
    await stage.tell(left, { id: v7(), ticketId: v7() });
    await until(async () => (await directives.receipt(receipt.id)).person === HEAD);
    expect((await directives.act(receipt, 'report', GRID, { text: 'x y' })).body.code).toBe('auth.forbidden');
    expect((await directives.act(receipt, 'report', BRANCH, { text: 'x y' })).body).toMatchObject({
      state: 'reported',
    });
    expect((await directives.receipts('', BRANCH)).some(({ id }) => id === receipt.id)).toBe(true);
  });

  it('is found by role in an area', async () => {
    const directive = await directives.issue({ areas: ['522730001'], roles: ['head'] });
    expect(await receiptsOf(directive)).toMatchObject([{ person: HEAD, unit: BRANCH }]);
  });
});

describe('what is read of directives', () => {
  let directive: DirectiveView;
  beforeAll(async () => void (directive = await directives.issue({ tiers: ['grid', 'village', 'township'] })));

  it('counts by state for an area and each below, for whoever sees the area', async () => {
    const progress = async (unit: string, query = '') =>
      stage.call('GET', `/api/v1/directives/${directive.id}/progress${query}`, await stage.token(unit));
    const grid = (await receiptsOf(directive)).find(({ unit }) => unit === GRID) as ReceiptView;
    await directives.act(grid, 'sign', GRID);
    const counts = { issued: 7, signed: 1, reported: 0, sentBack: 0, confirmed: 0, void: 0 };
    expect((await progress(CENTRE)).body).toMatchObject({
      ...{ state: 'issued', unit: CENTRE, channel: 'flood', area: '522730' },
      counts,
      below: [
        { area: '522730001', counts: { issued: 4, signed: 1 } },
        { area: '522730002', counts: { issued: 3, signed: 0 } },
      ],
    });
    expect((await progress(ROOM)).body).toMatchObject({ area: '522730001', counts: { issued: 4, signed: 1 } });
    expect((await progress(ROOM, '?area=522730002')).body.code).toBe('auth.forbidden');
    expect((await progress(GRID)).body.code).toBe('auth.forbidden');
    expect((await progress(CENTRE, '?area=99')).status).toBe(400);
  });

  it('comes in pages, newest first, and shows each only what is theirs', async () => {
    const path = `/api/v1/receipts?directive=${directive.id}&limit=3`;
    const units: string[] = [];
    for (let next: string | undefined = path; next;) {
      const page = await stage.call('GET', next, await stage.token(CENTRE));
      units.push(...(page.body as unknown as { items: ReceiptView[] }).items.map(({ unit }) => unit));
      next = /<(.*)>/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(units).toHaveLength(8);
    expect(new Set(units).size).toBe(8);
    const seen = async (unit: string) =>
      (await directives.receipts(`directive=${directive.id}`, unit)).map((each) => each.unit).sort();
    expect(await seen(ROOM)).toEqual([GRID, OTHER_GRID, BRANCH, DESK, ROOM].sort());
    expect(await seen(OTHER_GRID)).toEqual([OTHER_GRID]);
    expect(await seen(WATER)).toEqual([]);
    const [there] = await directives.receipts(`directive=${directive.id}`, OTHER_ROOM);
    expect((await directives.receipt((there as ReceiptView).id, ROOM)) as object).toMatchObject({
      code: 'auth.forbidden',
    });
    const shown = (await receiptsOf(directive)).find(({ unit }) => unit === BRANCH) as ReceiptView;
    expect(await directives.receipt(shown.id, ROOM)).not.toHaveProperty('title');
    expect(await directives.receipt(shown.id, BRANCH)).toHaveProperty('title');
  });

  it('lists directives to their issuer and the centre alone', async () => {
    const listed = async (unit: string, query = '') =>
      (await stage.call('GET', `/api/v1/directives${query}`, await stage.token(unit))).body as unknown as {
        items: DirectiveView[];
      };
    expect((await listed(CENTRE, '?state=issued&channel=flood')).items.map(({ id }) => id)).toContain(directive.id);
    expect((await listed(ROOM)).items).toEqual([]);
    expect((await listed(WATER)).items.every(({ unit }) => unit === WATER)).toBe(true);
    const path = `/api/v1/directives/${directive.id}`;
    expect((await stage.call('GET', path, await stage.token(ROOM))).body.code).toBe('auth.forbidden');
  });
});

describe('an application for admission', () => {
  const apply = async (duty: string, unit = WATER) =>
    stage.send('POST', '/api/v1/admissions', {
      token: await stage.token(unit),
      body: { duty, name: '查看水尺', reason: 'Nobody else is near' },
      key: v7(),
    });

  it('admits a duty once the centre approves it: then a directive and an order to a grid may name it', async () => {
    const to = { units: [GRID] };
    const order = await stage.orderOf(await stage.report(), GRID);
    const handOn = () => stage.act(BRANCH, order, 'reassign', { unit: OTHER_GRID, reason: 'nearer', duty: 'gauges' });
    await expect(handOn()).rejects.toThrow('admission.missing');
    expect((await directives.draft({ duty: 'gauges', to })).body.code).toBe('admission.missing');
    const asked = await apply('gauges');
    expect(asked).toMatchObject({ status: 201, body: { state: 'requested', unit: WATER } });
    expect((await apply('gauges')).body.code).toBe('admission.known');
    expect((await apply(DUTY)).body.code).toBe('admission.known');
    expect((await directives.draft({ duty: 'gauges', to })).body.code).toBe('admission.missing');
    const path = `/api/v1/admissions/${(asked.body as { id: string }).id}`;
    expect((await stage.call('POST', `${path}/approve`, await stage.token(WATER), {}, 1)).body.code).toBe(
      'auth.forbidden',
    );
    const approved = await stage.call('POST', `${path}/approve`, await stage.token(CENTRE), {}, 1);
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', sequence: 2 } });
    expect((await directives.draft({ duty: 'gauges', to })).status).toBe(201);
    expect((await handOn()).state).toBe('cancelled');
    expect((await stage.call('GET', path, await stage.token(WATER))).body).toMatchObject({ state: 'approved' });
    const listed = await stage.call('GET', '/api/v1/admissions', await stage.token(CENTRE));
    expect(listed.body).toMatchObject({ items: [{ duty: 'gauges' }] });
  });

  it('may be refused, and asked for again', async () => {
    const asked = await apply('sandbags');
    const path = `/api/v1/admissions/${(asked.body as { id: string }).id}/refuse`;
    const refused = await stage.call('POST', path, await stage.token(CENTRE), { reason: 'The depot does' }, 1);
    expect(refused.body).toMatchObject({ state: 'refused' });
    expect((await apply('sandbags')).status).toBe(201);
  });
});

it('a limit comes near and is reached, each told once, for the signature and for the report', async () => {
  const directive = await directives.issue({ units: [WATER, URBAN] });
  const all = await receiptsOf(directive);
  const [signed, silent] = [WATER, URBAN].map((unit) => all.find((each) => each.unit === unit) as ReceiptView);
  await directives.act(signed as ReceiptView, 'sign', WATER);
  await stage.database.advance(5 * HOUR);
  await until(async () => (await directives.events((silent as ReceiptView).id)).includes('receipt.due'));
  await until(async () => (await directives.events((signed as ReceiptView).id)).includes('receipt.due'));
  expect(await directives.events((silent as ReceiptView).id)).toEqual([
    'receipt.issued',
    'receipt.amber',
    'receipt.due',
  ]);
  expect(await directives.events((signed as ReceiptView).id)).toEqual([
    'receipt.issued',
    'receipt.signed',
    'receipt.amber',
    'receipt.due',
  ]);
  const late = await directives.act(signed as ReceiptView, 'report', WATER, { text: 'late' });
  expect(late.body).toMatchObject({ reportedOnTime: false });
  expect((await directives.act(silent as ReceiptView, 'sign', URBAN)).body).toMatchObject({ signedOnTime: false });
});
