import { bootAlone, type Booted } from '@gridwhistle/testing/redelivery';
import { URBAN, WATER } from '@gridwhistle/testing/small-district';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { Answers1767225655010 } from '../migrations/1767225655010-answers.js';
import { definition } from '../src/index.js';

const RATED = { by: 'reporter', round: 1, effective: true, responded: true, solved: true, satisfaction: 'satisfied' };
const CALLED = { ...RATED, by: 'hotline' };
const { by: _by, effective: _effective, responded: _responded, ...RATING } = RATED;

describe('an installation that counted ratings as call-backs', () => {
  let booted: Booted;
  beforeAll(async () => {
    booted = await bootAlone(definition, {});
  });
  afterAll(() => booted?.stop());

  it('keeps whose its answers are, and from then on has ratings apart; back again it is as it was', async () => {
    const source = booted.service.app.get(DataSource);
    const [migration, runner] = [new Answers1767225655010(), source.createQueryRunner()];
    const facts = () => source.query<object[]>('select kind, unit, fields from fact order by id');
    const ticketId = v7();
    await migration.down(runner);
    await source.query(`insert into ticket_result (ticket_id, round, unit) values ($1, 1, $2)`, [ticketId, WATER]);
    await source.query(
      `insert into fact (kind, id, ticket_id, unit, counts_at, settled_at, fields) values
        ('call-back', $1 || ':1', $1::uuid, $2, now(), now(), $4), ('call-back', $1 || ':2', $1::uuid, $3, now(), now(), $5)`,
      [ticketId, WATER, URBAN, RATED, CALLED],
    );
    const before = await facts();
    await migration.up(runner);
    expect(await facts()).toEqual([
      { kind: 'rating', unit: WATER, fields: RATING },
      { kind: 'call-back', unit: URBAN, fields: CALLED },
    ]);
    expect(await source.query('select resolved_at < now() as there from ticket_result')).toEqual([{ there: true }]);
    await migration.down(runner);
    expect(await facts()).toEqual(before);
    await migration.up(runner);
    await runner.release();
  });
});
