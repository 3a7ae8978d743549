import { ANONYMOUS, type Actor } from '@gridwhistle/platform';
import { bootAlone, giveProfile, handsOf, type Booted, type Recorded } from '@gridwhistle/testing/redelivery';
import { CENTRE } from '@gridwhistle/testing/small-district';
import { connected } from '@gridwhistle/testing/stage';
import { AssessmentQueries } from '../src/assessment.queries.js';
import { definition } from '../src/index.js';
import { altered, city, december, TIANMEN } from './tianmen.js';

const BATCH = 1_000;
const centre: Actor = {
  ...ANONYMOUS,
  kind: 'staff',
  id: 'p',
  memberships: [{ unit: CENTRE, roles: ['analyst'], kind: 'centre' }],
};

/** Through the consumers, into a database of its own, and out of the figures. */
async function figuresOf(events: readonly Recorded[]): Promise<Record<string, unknown[]>> {
  const booted = await bootAlone(definition, {});
  try {
    await giveProfile(booted, city());
    await told(booted, events);
    const queries = booted.service.app.get(AssessmentQueries, { strict: false });
    const { units } = await connected(() => queries.assessment(TIANMEN.code, '2016-12', centre, {}));
    const indicators = units[0]?.indicators ?? [];
    return Object.fromEntries(indicators.map((each) => [each.code, [each.numerator, each.denominator, each.rate]]));
  } finally {
    await booted.stop();
  }
}

async function told(booted: Booted, events: readonly Recorded[]): Promise<void> {
  for (const hand of handsOf(booted).filter(({ durable }) => durable === 'assessment-facts')) {
    for (let start = 0; start < events.length; start += BATCH) {
      expect(await hand.deliver(events.slice(start, start + BATCH))).toEqual([]);
    }
  }
}

/** Tianmen, December 2016, as it was published (domain §5). */
const PUBLISHED = {
  filing: [996, 1054, 0.945],
  closing: [911, 972, 0.9372],
  'on-time': [737, 972, 0.7582],
  events: [902, 956, 0.9435],
  components: [9, 16, 0.5625],
  orders: [737, 972, 0.7582],
};

describe("Tianmen's December 2016", () => {
  const events = december();

  it('comes out of report, order and clock events through the consumers', async () => {
    expect(await figuresOf(events)).toEqual(PUBLISHED);
  });

  it.each([
    ['a result that came late', 'ticket.resolved.v1', { onTime: false }, { 'on-time': [736, 972, 0.7572] }],
    ['an order that was late', 'order.confirmed.v1', { onTime: false }, { orders: [736, 972, 0.7572] }],
    [
      'a limit that ends in January',
      'ticket.assigned.v1',
      { dueAt: '2017-01-20T09:00:00Z' },
      {
        closing: [910, 971, 0.9372],
        'on-time': [736, 971, 0.758],
        events: [901, 955, 0.9435],
      },
    ],
  ])('changes with one event: %s', async (_what, type, data, figures) => {
    expect(await figuresOf(altered(events, type, data))).toEqual({ ...PUBLISHED, ...figures });
  });
});
