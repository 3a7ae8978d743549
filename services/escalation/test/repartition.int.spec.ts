import type { OpenThere } from '@gridwhistle/contracts';
import { GRID, HOUSING, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { groundFor, ServiceStage, standInConsole, type StandInConsole } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { ESCALATION_SETTINGS } from '../src/config.js';
import { definition } from '../src/index.js';

describe('a profile that ends units', () => {
  let console: StandInConsole;
  let stage: ServiceStage;
  beforeAll(async () => {
    console = await standInConsole(smallDistrict());
    stage = new ServiceStage(await groundFor(definition, console.environment));
  });
  afterAll(async () => {
    await stage.close();
    console.close();
  });

  const whistle = async (state: string, attendance: object[] = []): Promise<string> => {
    const id = v7();
    await stage.rows(
      `insert into whistle (id, ticket_id, order_id, township, kind, state, lead, assists, requested_by, reason, attendance,
         completion_asked, approval_due_at, requested_at, sequence)
       values ($1, $2, $3, $4, 'difficult-problem', $5, $6, $7, 'p', 'r', $8, false, now(), now(), 1)`,
      [id, v7(), v7(), ROOM, state, WATER, JSON.stringify([URBAN]), JSON.stringify(attendance)],
    );
    return id;
  };

  it('is told which open whistles name them: who asked, who is summoned, and who stands in', async () => {
    const requested = await whistle('requested');
    const summoned = await whistle('summoned', [{ unit: WATER }, { unit: HOUSING }]);
    await whistle('completed');
    const nothing = {
      areas: [],
      grids: [],
      categories: [],
      limits: [],
      clocks: [],
      windows: [],
      channels: [],
      calendars: [],
      posts: [],
    };
    const units = [ROOM, WATER, HOUSING, GRID];
    const answer = await stage.sure<OpenThere>('POST', '/internal/repartition', {
      token: ESCALATION_SETTINGS.GW_INTERNAL_KEY.example,
      body: { ...nothing, units, whistles: ['difficult-problem', 'joint'] },
    });
    expect(answer.body.open).toEqual([
      { what: 'whistle-asked', code: ROOM, count: 2, ids: [requested, summoned] },
      { what: 'whistle-summoned', code: HOUSING, count: 1, ids: [summoned] },
      { what: 'whistle-summoned', code: WATER, count: 2, ids: [requested, summoned] },
      { what: 'whistle-of-kind', code: 'difficult-problem', count: 2, ids: [requested, summoned] },
    ]);
  });
});
