import type { ProfileDocument } from '@gridwhistle/registry';
import { BRANCH, CENTRE, GRID, OTHER_GRID, OTHER_ROOM, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import type { AssessmentView, ExemptionView, PeriodView } from '../src/answers.js';
import { district, PLAN, TOWNSHIPS } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

const DAY_MS = 86_400_000;
const VILLAGE = GRID.slice(0, 12);
const [OTHER_VILLAGE_GRID, OTHER_BRANCH] = ['522730002001001', '522730002001-branch'];

let stage: Stage;
let analyst: string;
let ticketId: string;
beforeAll(async () => {
  stage = await Stage.open();
  analyst = await stage.token(CENTRE, 'analyst');
  const march = new Month();
  march.order({ unit: URBAN, resolvedOnTime: false });
  ticketId = march.matter({ onTime: true, end: 'closed' });
  march.order({ unit: URBAN, ticketId, resolvedOnTime: true });
  march.matter({ onTime: false });
  await stage.handle(march.events);
});
afterAll(() => stage?.close());

const figures = async (plan: string) =>
  (await stage.get<AssessmentView>(`/api/v1/assessments/${plan}/2026-03`, analyst)).body.units;
const closing = async () =>
  (await figures(TOWNSHIPS)).map(({ unit, indicators }) => [
    unit,
    indicators[0]?.numerator,
    indicators[0]?.denominator,
  ]);

describe('what is merged away in the middle of a period', () => {
  it('keeps its closed work: a department its orders, a township those of its village', async () => {
    const before = [await figures(PLAN), await figures(TOWNSHIPS)];
    expect(await closing()).toEqual([
      [ROOM, 1, 2],
      [OTHER_ROOM, 0, 0],
    ]);
    await stage.apply(merged());
    expect([await figures(PLAN), await figures(TOWNSHIPS)]).toEqual(before);
    const list = `/api/v1/assessments/${PLAN}/2026-03/facts?unit=${URBAN}&indicator=on-time-resolution`;
    expect(await stage.behind(list, analyst)).toHaveLength(2);
  });

  it('leaves what is exempted of it', async () => {
    const asked = { plan: PLAN, period: '2026-03', ticketId, unit: URBAN, reason: 'Flood' };
    expect((await stage.post<ExemptionView>('/api/v1/exemptions', analyst, asked)).status).toBe(201);
    const { indicators } = await stage.scoreOf(URBAN, analyst);
    expect(indicators.find(({ code }) => code === 'on-time-resolution')).toMatchObject({ denominator: 1 });
  });

  it('is frozen as it was shown and as its events say, and is not in the next period', async () => {
    await stage.database.advance(31 * DAY_MS);
    await stage.settled();
    const shown = [await figures(PLAN), await figures(TOWNSHIPS)];
    for (const plan of [PLAN, TOWNSHIPS]) {
      const frozen = await stage.post<PeriodView>(`/api/v1/assessments/${plan}/2026-03/freeze`, analyst, {});
      expect(frozen.status).toBe(201);
    }
    expect([await figures(PLAN), await figures(TOWNSHIPS)]).toEqual(shown);
    expect(await stage.recount(PLAN, '2026-03')).toMatchObject({ same: true, facts: 2, units: 4 });
    expect(await stage.recount(TOWNSHIPS, '2026-03')).toMatchObject({ same: true, units: 2 });
    const april = await stage.get(`/api/v1/assessments/${PLAN}/2026-04?unit=${URBAN}`, analyst);
    expect(april).toMatchObject({ status: 422, body: { code: 'unit.unknown' } });
  });
});

/** A department goes to another, a village to the one of the other township. */
function merged(): ProfileDocument {
  const document = district();
  const gone = [URBAN, BRANCH, GRID, OTHER_GRID];
  return {
    ...document,
    areas: document.areas.filter(({ code }) => code !== VILLAGE),
    grids: document.grids.filter(({ area }) => area !== VILLAGE),
    units: document.units.filter(({ code }) => !gone.includes(code)),
    successors: [
      { unit: URBAN, to: WATER },
      { unit: BRANCH, to: OTHER_BRANCH },
      ...[GRID, OTHER_GRID].map((grid) => ({ grid, to: OTHER_VILLAGE_GRID })),
    ],
  };
}
