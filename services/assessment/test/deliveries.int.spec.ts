import { groupBy } from '@gridwhistle/messaging';
import { ANONYMOUS, type Actor } from '@gridwhistle/platform';
import {
  bootAlone,
  giveProfile,
  handsOf,
  type Booted,
  type Hand,
  type Recorded,
} from '@gridwhistle/testing/redelivery';
import { CENTRE, WATER } from '@gridwhistle/testing/small-district';
import { connected } from '@gridwhistle/testing/stage';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { AssessmentQueries } from '../src/assessment.queries.js';
import { definition } from '../src/index.js';
import { district, PLAN, TOWNSHIPS } from './district.js';
import { mergers } from './mergers.js';
import { Month } from './month.js';
import { deliveredMonths } from './months.js';

const centre: Actor = {
  ...ANONYMOUS,
  kind: 'staff',
  id: 'p',
  memberships: [{ unit: CENTRE, roles: ['analyst'], kind: 'centre' }],
};

/** A service beside nobody, whose consumers are given events by hand. */
async function alone(): Promise<Booted> {
  const booted = await bootAlone(definition, {});
  await giveProfile(booted, district());
  return booted;
}

const handOf = (booted: Booted): Hand => {
  const hand = handsOf(booted).find(({ durable }) => durable === 'assessment-facts');
  if (!hand) throw new Error('nobody takes the facts');
  return hand;
};

/** In batches; what came before its turn comes again later, as the bus brings it. */
async function told(booted: Booted, events: readonly Recorded[], batch: number): Promise<void> {
  const hand = handOf(booted);
  for (let waiting = [...events]; waiting.length > 0;) {
    const early: Recorded[] = [];
    for (let at = 0; at < waiting.length; at += batch)
      early.push(...(await hand.deliver(waiting.slice(at, at + batch))));
    if (early.length === waiting.length) throw new Error(`${early.length} events never get their turn`);
    waiting = early;
  }
}

/** Aggregate by aggregate, all of them at the same time. */
async function toldAtOnce(booted: Booted, events: readonly Recorded[]): Promise<void> {
  const lanes = groupBy(events, ({ envelope: { type, subject } }) => `${type.split('.')[0]} ${subject}`);
  await Promise.all([...lanes.values()].map((lane) => told(booted, lane, 1)));
}

/** Every score of the month. */
async function scoresOf(booted: Booted): Promise<unknown[]> {
  const queries = booted.service.app.get(AssessmentQueries, { strict: false });
  const of = (plan: string): Promise<unknown> => queries.assessment(plan, '2026-03', centre, { limit: 500 });
  return connected(() => Promise.all([PLAN, TOWNSHIPS].map(of)));
}

/** Every fact, and whose it is. */
const factsOf = (booted: Booted): Promise<unknown[]> =>
  booted.service.app.get(DataSource).query('select * from fact order by kind, id');

describe('scores that consumers make of events', () => {
  let calm: Booted;
  let wild: Booted;
  beforeAll(async () => {
    [calm, wild] = [await alone(), await alone()];
  });
  afterAll(async () => {
    await calm?.stop();
    await wild?.stop();
  });

  it('are the same for any shuffle, repetition and delay of a month’s events, in batches of any size [fact 4]', async () => {
    const batches = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(deliveredMonths, batches, async ([events, delivered], batch) => {
        const before = JSON.stringify(await scoresOf(calm));
        await told(calm, events, 1);
        await told(wild, delivered, batch);
        const scores = await scoresOf(calm);
        expect(JSON.stringify(scores)).not.toBe(before);
        expect(await scoresOf(wild)).toEqual(scores);
        expect(await factsOf(wild)).toEqual(await factsOf(calm));
      }),
      { numRuns: 12 },
    );
  });

  it('are the same when aggregates are told of at the same time: answers, their results and merges miss nothing', async () => {
    for (let run = 0; run < 4; run += 1) {
      const month = new Month();
      for (let nth = 0; nth < 3; nth += 1) mergers(month, WATER);
      await told(calm, month.events, 40);
      await toldAtOnce(wild, month.events);
      expect(await factsOf(wild)).toEqual(await factsOf(calm));
    }
  });
});
