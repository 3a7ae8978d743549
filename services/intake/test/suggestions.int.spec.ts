import { make, TicketAssigned, TicketClosed, TicketResolved, type ReportSuggested } from '@gridwhistle/contracts';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { INTAKE_SETTINGS } from '../src/config.js';
import type { Tally } from '../src/suggestion.store.js';
import { CENTRE, GRID, HERE, LAMPS, LEAKS, URBAN, WATER } from './district.js';
import { Stage } from './stage.js';
import { Ticket } from './story.js';

const INTERNAL_KEY = INTAKE_SETTINGS.GW_INTERNAL_KEY.example;
const SAID = {
  [LEAKS]: ['供水管道漏水', '水管爆裂路面积水', '自来水停水一天', '家里水压太低'],
  [LAMPS]: ['村口路灯不亮', '路灯坏了晚上很黑', '街灯闪烁需要维修', '路灯杆倾斜'],
} as const;
type Category = keyof typeof SAID;
const SETTLED_BY = { [LEAKS]: WATER, [LAMPS]: URBAN };

interface Version {
  version: number;
  state: string;
  texts: number;
  figures: { macroF1: number; learnt: number; examined: number } | null;
  unitFigures: { macroF1: number } | null;
}

describe('what closed tickets teach', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  const place = { type: 'Point', coordinates: HERE };
  const versions = (method: string, path = '') =>
    stage.send<Version & { versions: Version[]; outcomes: Tally[] }>(method, `/internal/suggestions${path}`, {
      token: INTERNAL_KEY,
    });
  const learn = () => versions('POST');
  const use = (version: number) => versions('POST', `/${version}/in-force`);
  const versionOf = async (version: number): Promise<Version | undefined> =>
    (await versions('GET')).body.versions.find((each) => each.version === version);
  const learnt = async (): Promise<Version> => {
    const { version } = (await learn()).body;
    await until(async () => (await versionOf(version))?.state === 'ready');
    return (await versionOf(version)) as Version;
  };
  const report = (text: string, more: object = {}): Promise<Answer> =>
    stage.sure('POST', '/api/v1/tickets', { key: v7(), body: { text, place, ...more } });
  const suggested = async (id: string): Promise<ReportSuggested | undefined> =>
    (await stage.events(id)).find(({ type }) => type === 'report.suggested.v1')?.data as ReportSuggested | undefined;
  const settled = async (id: string): Promise<unknown[]> =>
    (await stage.events(id)).filter(({ type }) => type === 'report.suggestion-settled.v1').map(({ data }) => data);

  async function close(id: string): Promise<void> {
    await stage.tell(make(TicketClosed, { ticketId: id, round: 1, outcome: 'solved', by: 'rating' }), {
      id,
      ticketId: id,
    });
  }
  /** A department's result is the ticket's. */
  async function resolve(id: string, unit: string): Promise<void> {
    const result = {
      outcome: 'solved' as const,
      orderId: v7(),
      unit,
      onTime: true,
      ratingUntil: '2026-03-11T09:00:00Z',
    };
    await stage.tell(make(TicketResolved, { ticketId: id, round: 1, ...result }), { id, ticketId: id });
  }
  /** Reports of a category that are closed, in the reporter's words. */
  async function closedOnes(category: Category, many: number): Promise<void> {
    const before = await closedCount();
    const texts = Array.from({ length: many }, (_, n) => `${SAID[category][n % 4]}，第${n}次反映`);
    const answers = await Promise.all(texts.map((text) => report(text, { category })));
    for (const { body } of answers) {
      await resolve(String(body['id']), SETTLED_BY[category]);
      await close(String(body['id']));
    }
    await until(async () => (await closedCount()) === before + many);
  }
  const closedCount = async (): Promise<number> =>
    (await stage.rows<{ n: number }>(`select count(*)::int as n from ticket_standing where state = 'closed'`))[0]?.n ??
    0;

  it('is nothing where there are too few of them, or of one category', async () => {
    expect(await learn()).toMatchObject({ status: 422, body: { code: 'suggestion.too-few' } });
    await closedOnes(LEAKS, 60);
    const refused = await learn();
    expect(refused).toMatchObject({ status: 422, body: { code: 'suggestion.one-class', errors: [{ field: LEAKS }] } });
    expect((await versions('GET')).body.versions).toEqual([]);
  });

  it('is measured on those held back, and stored without a word that could be read', async () => {
    await closedOnes(LAMPS, 60);
    const { version, texts, figures, unitFigures } = await learnt();
    expect({ version, texts }).toEqual({ version: 1, texts: 120 });
    expect([figures?.macroF1, unitFigures?.macroF1]).toEqual([1, 1]);
    expect((figures?.learnt ?? 0) + (figures?.examined ?? 0)).toBe(120);
    const stored = JSON.stringify(await stage.rows('select v::text from suggestion_version v'));
    expect(stored).not.toMatch(/labels|路灯|水管/);
  });

  it('is used once it is put in force, and not before', async () => {
    const before = await report('村口的路灯又不亮了');
    expect(before.body['category']).toBeUndefined();
    expect(await suggested(String(before.body['id']))).toBeUndefined();
    expect((await use(1)).status).toBe(200);
    await until(async () => (await report('路灯坏了，很黑')).body['category'] === LAMPS);
  });

  it('is the category of a report that names none, where it is sure enough', async () => {
    const { body } = await report('村口的路灯又不亮了');
    const id = String(body['id']);
    expect(body['category']).toBe(LAMPS);
    const [received, said, ...more] = await stage.events(id);
    expect(received?.data).toMatchObject({ ticketId: id, category: LAMPS });
    expect(said).toMatchObject({ type: 'report.suggested.v1', sequence: '0000000002' });
    expect(said?.data).toMatchObject({ ticketId: id, version: 1, category: LAMPS, applied: true, unit: URBAN });
    expect(more).toEqual([]);
    expect(JSON.stringify([received, said])).not.toMatch(/路灯/);
  });

  it('is said beside a report that names its category by nothing', async () => {
    const { body } = await report('村口的路灯又不亮了', { category: LEAKS });
    expect(body['category']).toBe(LEAKS);
    expect(await suggested(String(body['id']))).toBeUndefined();
  });

  it('leaves the ticket waiting where it is not sure, and says what it would have been', async () => {
    const { body } = await report('第5次反映');
    const id = String(body['id']);
    expect(body['category']).toBeUndefined();
    expect((await suggested(id))?.applied).toBe(false);
    expect((await suggested(id))?.confidence).toBeLessThan(0.8);
    expect((await stage.events(id))[0]?.data).not.toHaveProperty('category');
  });

  it('is nothing for words of which nothing was ever seen', async () => {
    expect(await suggested(String((await report('Noise')).body['id']))).toBeUndefined();
  });

  describe('and what becomes of it', () => {
    const about = { version: 1, suggested: LAMPS, applied: true };
    const fresh = async (): Promise<string> => String((await report('村口的路灯又不亮了')).body['id']);
    const centre = () =>
      stage.token({ unit: CENTRE, kind: 'centre', area: '522730', tier: 'district', roles: ['member'] });
    const reaches = (id: string, many: number) => until(async () => (await settled(id)).length === many);

    it('is said when the ticket is assigned: taken, or changed to what', async () => {
      const [taken, changed] = [await fresh(), await fresh()];
      await new Ticket(stage, taken).assigned(1, LAMPS);
      await new Ticket(stage, changed).assigned(1, LEAKS);
      await reaches(taken, 1);
      await reaches(changed, 1);
      expect(await settled(taken)).toEqual([{ ticketId: taken, ...about, verdict: 'taken', category: LAMPS }]);
      expect(await settled(changed)).toEqual([{ ticketId: changed, ...about, verdict: 'changed', category: LEAKS }]);
    });

    it('is said again when the ticket is assigned under another, and not when under the same', async () => {
      const id = await fresh();
      const ticket = new Ticket(stage, id);
      await ticket.assigned(1, LAMPS);
      for (const [round, category] of [[2, LAMPS] as const, [3, LEAKS] as const]) {
        const what = { category, severity: 'normal' as const, area: '522730001001', grid: GRID, unit: GRID };
        const due = { rule: 'default-grid', dueAt: '2026-03-04T01:00:00Z', provisional: false };
        await stage.tell(make(TicketAssigned, { ticketId: id, round, ...what, ...due }), { id, ticketId: id });
      }
      await reaches(id, 2);
      expect(await settled(id)).toMatchObject([{ verdict: 'taken' }, { verdict: 'changed', category: LEAKS }]);
    });

    it('is ignored when the ticket ends without a category', async () => {
      const id = await fresh();
      await close(id);
      await reaches(id, 1);
      const unit = { suggestedUnit: URBAN, unitVerdict: 'ignored' };
      expect(await settled(id)).toEqual([{ ticketId: id, ...about, verdict: 'ignored', ...unit }]);
    });

    it('is said of the unit as well, once it is known whose result it was', async () => {
      const [id, other] = [await fresh(), await fresh()];
      for (const ticketId of [id, other]) await new Ticket(stage, ticketId).assigned(1, LAMPS);
      await resolve(id, URBAN);
      await close(id);
      for (const unit of [GRID, GRID, URBAN]) await resolve(other, unit);
      await reaches(id, 2);
      await reaches(other, 3);
      const category = { ticketId: id, ...about, verdict: 'taken', category: LAMPS };
      const taken = { suggestedUnit: URBAN, unitVerdict: 'taken', unit: URBAN };
      expect(await settled(id)).toEqual([category, { ...category, ...taken }]);
      const byGrid = { suggestedUnit: URBAN, unitVerdict: 'changed', unit: GRID };
      expect((await settled(other)).slice(1)).toMatchObject([byGrid, taken]);
      const shown = await stage.send('GET', `/api/v1/tickets/${other}/suggestion`, { token: await centre() });
      expect(shown.body).toMatchObject({ unit: URBAN, unitVerdict: 'taken', settledUnit: URBAN, settledAs: LAMPS });
    });

    it('is counted by version, of categories and of units', async () => {
      const counted = async () => (await versions('GET', '/1/outcomes')).body.outcomes;
      const before = await counted();
      const id = await fresh();
      await close(id);
      await reaches(id, 1);
      expect(before.map(({ what }) => what)).toEqual(['category', 'unit']);
      expect(before.every(({ taken, ignored }) => taken > 0 && ignored > 0)).toBe(true);
      expect(before[0]?.changed).toBeGreaterThan(0);
      const after = before.map((each) => ({ ...each, suggested: each.suggested + 1, ignored: each.ignored + 1 }));
      expect(await counted()).toEqual(after);
    });

    it('is shown to whoever may see the ticket, and to nobody else', async () => {
      const id = await fresh();
      const path = `/api/v1/tickets/${id}/suggestion`;
      const token = await centre();
      const shown = await stage.send('GET', path, { token });
      expect(shown).toMatchObject({ status: 200, body: { ticketId: id, version: 1, category: LAMPS, applied: true } });
      expect(shown.body).not.toHaveProperty('verdict');
      const water = await stage.token({
        unit: WATER,
        kind: 'department',
        area: '522730',
        tier: 'district',
        roles: ['member'],
      });
      expect((await stage.send('GET', path, { token: water })).status).toBe(403);
      expect((await stage.send('GET', path)).status).toBe(401);
      const none = String((await report('漏水', { category: LEAKS })).body['id']);
      const missing = await stage.send('GET', `/api/v1/tickets/${none}/suggestion`, { token });
      expect(missing).toMatchObject({ status: 404, body: { code: 'suggestion.unknown' } });
    });
  });

  describe('in versions', () => {
    it('of which an earlier one can be put in force again', async () => {
      const { version } = await learnt();
      await use(version);
      const by = async (): Promise<number | undefined> =>
        (await suggested(String((await report('村口的路灯又不亮了')).body['id'])))?.version;
      await until(async () => (await by()) === version);
      await use(1);
      await until(async () => (await by()) === 1);
    });

    it('does not confirm itself: what it brought and nobody changed teaches nothing', async () => {
      const before = (await learnt()).texts;
      const [alone, corrected] = [await report('村口的路灯又不亮了'), await report('村口的路灯又不亮了')];
      await new Ticket(stage, String(alone.body['id'])).assigned(1, LAMPS);
      await new Ticket(stage, String(corrected.body['id'])).assigned(1, LEAKS);
      const many = await closedCount();
      for (const { body } of [alone, corrected]) await close(String(body['id']));
      await until(async () => (await closedCount()) === many + 2);
      expect((await learnt()).texts).toBe(before + 1);
    });

    it('is learnt by one at a time, and by another when who did it is gone', async () => {
      const sql = `insert into suggestion_version (version, state, asked_at, texts, done, holder, held_until)
        values (90, 'learning', gw_now(), 120, 0, $1, gw_now() + interval '1 hour')`;
      await stage.rows(sql, [v7()]);
      expect(await learn()).toMatchObject({ status: 409, body: { code: 'suggestion.learning' } });
      expect(await use(90)).toMatchObject({ status: 409, body: { code: 'suggestion.not-ready' } });
      expect(await versionOf(90)).toMatchObject({ state: 'learning', done: 0 });
      await stage.rows(`update suggestion_version set held_until = gw_now() - interval '1 second' where version = 90`);
      await until(async () => (await versionOf(90))?.state === 'ready');
    });

    it('is the same when it is learnt again', async () => {
      const [one, other] = [await learnt(), await learnt()];
      expect(other.figures).toEqual(one.figures);
    });

    it('is for operators only, and unknown where there is none', async () => {
      expect(await use(999)).toMatchObject({ status: 404, body: { code: 'suggestion.unknown' } });
      const staff = await stage.token({ unit: CENTRE, roles: ['member'] });
      expect((await stage.send('GET', '/internal/suggestions', { token: staff })).status).toBe(403);
    });
  });
});
