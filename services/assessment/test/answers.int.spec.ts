import { CENTRE, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import type { UnitScoreView } from '../src/answers.js';
import { district, PLAN, TOWNSHIPS, townships } from './district.js';
import { merged, mergers, opened } from './mergers.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

/** It is over by now: the logs of it can be read. */
const MONTH = '2026-02';
const february = (): Month => new Month(new Date('2026-02-10T01:00:00Z'));

const told = { zh: '说法', en: 'Told' };
const solved = (facts: 'rating' | 'call-back') => ({
  ...{ code: facts, name: told, weight: 20, better: 'high' as const },
  numerator: { facts, of: 'area' as const, where: { solved: true } },
  denominator: { facts, of: 'area' as const },
});

/** Townships by what citizens said in their areas, too: unasked, and when called back. */
const heard = (): ReturnType<typeof townships> => {
  const plan = townships();
  const rest = plan.indicators.map((each) => ({ ...each, weight: 30 }));
  return { ...plan, indicators: [...rest, solved('rating'), solved('call-back')] };
};

const figuresIn = ({ indicators }: UnitScoreView, codes: readonly string[]) =>
  indicators.filter(({ code }) => codes.includes(code)).map((each) => [each.numerator, each.denominator]);

describe('what citizens said of results', () => {
  let stage: Stage;
  let centre: string;
  beforeAll(async () => {
    stage = await Stage.open(district(heard()));
    centre = await stage.token(CENTRE, 'analyst');
  });
  afterAll(() => stage?.close());

  const rates = async (unit: string) =>
    figuresIn(await stage.scoreOf(unit, centre, MONTH), ['response-rate', 'solved-rate']);
  const ofTownship = async (): Promise<number[][]> => {
    const path = `/api/v1/assessments/${TOWNSHIPS}/${MONTH}?unit=${ROOM}`;
    const { body } = await stage.get<{ units: UnitScoreView[] }>(path, centre);
    return figuresIn(body.units[0]!, ['rating', 'call-back']);
  };

  it('counts against nobody before a result was there [answer 1]', async () => {
    const month = february();
    const ticketId = opened(month);
    month.answer(ticketId, { solved: false }, 'hotline');
    month.resolve(ticketId, URBAN);
    month.answer(ticketId, {}, 'hotline');
    await stage.handle(month.events);
    expect(await rates(URBAN)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(await ofTownship()).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('is of the department and the township whose result a merged reporter spoke of, and leaves with its ticket [answer 3]', async () => {
    const month = february();
    const { pairs } = mergers(month, WATER);
    await stage.handle(month.events);
    expect(await rates(WATER)).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(await ofTownship()).toEqual([
      [4, 4],
      [1, 2],
    ]);
    const [, kept] = pairs[0]!;
    for (const plan of [PLAN, TOWNSHIPS]) {
      const exempted = { plan, period: MONTH, ticketId: kept, reason: 'Flood' };
      expect(await stage.post('/api/v1/exemptions', centre, exempted)).toMatchObject({ status: 201 });
    }
    expect(await rates(WATER)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await ofTownship()).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it('is the same when it is made of the logs anew', async () => {
    const month = february();
    const [kept, own] = [opened(month), opened(month)];
    merged(month, own, kept);
    month.resolve(kept, WATER);
    month.answer(own, {}, 'centre');
    await stage.handle(month.events);
    expect(await stage.recount(PLAN, MONTH)).toMatchObject({ differences: [], same: true });
    expect(await stage.recount(TOWNSHIPS, MONTH)).toMatchObject({ differences: [], same: true });
  });
});
