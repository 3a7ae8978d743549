import {
  contractOf,
  envelopeOf,
  make,
  subjectOf,
  TicketAssigned,
  TicketClosed,
  TicketDueChanged,
  TicketMerged,
  TicketOpened,
  TicketReopened,
  TicketResolved,
  TicketWithdrawalRefused,
  type Envelope,
} from '@gridwhistle/contracts';
import { COUNTY, GRID, WATER } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage } from './stage.js';

const due = '2026-03-04T09:00:00Z';
const where = { category: '0102', severity: 'normal' as const, grid: GRID, area: GRID.slice(0, 12) };
const start = Date.parse('2026-03-02T02:00:00Z');

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

const RATED = { outcome: 'solved', by: 'rating' } as const;
const WITHDRAWN = { outcome: 'withdrawn', by: 'withdrawal' } as const;

/** A ticket as dispatch logs it; its events arrive when it is said. */
class Ticket {
  private readonly log: Envelope[] = [];
  private arrived = 0;
  readonly orderId = v7();

  constructor(readonly id: string = v7()) {
    stage.results.set(this.orderId, 'Repaired');
  }

  at(minute: number, event: object): this {
    const contract = contractOf(event);
    const about = { aggregateId: this.id, sequence: this.log.length + 1, ticketId: this.id, unit: null };
    const time = new Date(start + 60_000 * minute);
    this.log.push(envelopeOf(contract, event, { id: v7(), district: COUNTY, time, ...about }));
    return this;
  }

  /** It is a part of another one. */
  parted = (minute: number, whole: Ticket): this => {
    const how = { severity: 'normal' as const, channel: 'resident', dispatcher: WATER, waitingFor: [] };
    return this.at(minute, make(TicketOpened, { ticketId: this.id, ...how, partOf: whole.id }));
  };
  assigned = (minute: number, round = 1): this => {
    const first = { round, unit: WATER, rule: 'r', dueAt: due, provisional: false };
    return this.at(minute, make(TicketAssigned, { ticketId: this.id, ...where, ...first }));
  };
  resolved = (minute: number, round = 1): this => {
    const { id: ticketId, orderId } = this;
    const result = { outcome: 'solved', orderId, unit: WATER, onTime: true, ratingUntil: due } as const;
    return this.at(minute, make(TicketResolved, { ticketId, round, ...result }));
  };
  reopened = (minute: number, round: number): this =>
    this.at(minute, make(TicketReopened, { ticketId: this.id, round, reason: 'not-solved' }));
  closed = (minute: number, round = 1, end: Pick<TicketClosed, 'outcome' | 'by'> = RATED): this =>
    this.at(minute, make(TicketClosed, { ticketId: this.id, round, ...end }));
  refused = (minute: number): this =>
    this.at(minute, make(TicketWithdrawalRefused, { ticketId: this.id, reporter: this.id }));
  recounted = (minute: number): this =>
    this.at(minute, make(TicketDueChanged, { ticketId: this.id, dueAt: '2026-03-09T09:00:00Z', provisional: false }));
  merged = (minute: number, into: Ticket, round = 1): this =>
    this.at(minute, make(TicketMerged, { ticketId: this.id, into: into.id })).at(
      minute,
      make(TicketClosed, { ticketId: this.id, round, outcome: 'merged', by: 'merge' }),
    );

  /** Dispatch answers for it from now on, as far as it has got. */
  logged(): this {
    stage.log.set(this.id, [...this.log]);
    return this;
  }

  async arrives(): Promise<this> {
    this.logged();
    for (const envelope of this.log.slice(this.arrived)) {
      await stage.arrive(subjectOf(COUNTY, envelope.type.replace(/\.v1$/, ''), null), envelope);
    }
    this.arrived = this.log.length;
    const gate = 'select from consumer_gate where aggregate_id = $1 and last_sequence = $2';
    await until(async () => (await stage.rows(gate, [this.id, this.arrived])).length > 0);
    return this;
  }
}

/** The ticket of an order that 12345 handed over. */
async function ordered(number: string): Promise<Ticket> {
  const { body } = await stage.hotline.sendOrder({ number, title: 'Leak', content: 'Water runs' });
  return new Ticket((body as { ticketId: string }).ticketId);
}

const told = (number: string): string[] =>
  stage.hotline.inbox(number).map(({ message, round, act }) => [message, round, act].join(' ').trim());
const hears = async (number: string, ...messages: string[]): Promise<void> => {
  await until(() => told(number).length >= messages.length);
  expect(told(number)).toEqual(messages);
};
const asked = ({ id }: Ticket): Promise<void> =>
  until(
    async () =>
      (await stage.rows('select from hotline_order where ticket_id = $1 and merged_sequence is not null', [id]))
        .length > 0,
  );
const stateOf = async (number: string): Promise<unknown> => (await stage.hotline.askState(number)).body;

describe('an order whose ticket was merged', () => {
  it('hears of it, and is finished with the other ticket, once', async () => {
    const [own, other] = [await ordered('M1'), await new Ticket().assigned(1).arrives()];
    await own.assigned(2).merged(5, other).arrives();
    await asked(own);
    await hears('M1', 'accepted 1', 'progress 1 merged');
    expect(await stateOf('M1')).toMatchObject({ state: 'assigned', round: 1 });
    await other.recounted(6).resolved(7).arrives();
    await hears('M1', 'accepted 1', 'progress 1 merged', 'extended 1', 'result 1');
    expect(stage.hotline.inbox('M1').at(-1)).toMatchObject({ result: 'Repaired', ticketId: own.id });
    await other.closed(8).arrives();
    await hears('M1', 'accepted 1', 'progress 1 merged', 'extended 1', 'result 1', 'closed 1');
    expect(stage.hotline.inbox('M1').at(-1)).toMatchObject({ outcome: 'solved', by: 'rating' });
    expect(await stateOf('M1')).toMatchObject({ state: 'closed', round: 1, dueAt: '2026-03-09T09:00:00.000Z' });
  });

  it('hears the same where the other’s events came first, and nothing of what was before', async () => {
    const [own, other] = [await ordered('M2'), new Ticket()];
    await other.assigned(1).resolved(2).reopened(3, 2).assigned(3, 2).resolved(6, 2).closed(7, 2).arrives();
    await own.assigned(4).merged(5, other).arrives();
    await hears('M2', 'accepted 1', 'progress 1 merged', 'result 2', 'closed 2');
    expect(await stateOf('M2')).toMatchObject({ state: 'closed', round: 2 });
  });

  it('hears a result that stood when it was merged, also where nobody had been assigned', async () => {
    const [own, other] = [await ordered('M3'), await new Ticket().assigned(1).resolved(2).arrives()];
    await own.merged(5, other, 0).arrives();
    await hears('M3', 'progress 0 merged', 'result 1');
    await other.reopened(6, 2).arrives();
    await hears('M3', 'progress 0 merged', 'result 1', 'reopened 2');
  });

  it('goes along where the other is merged in its turn, whichever is heard of first', async () => {
    const last = await new Ticket().assigned(1).arrives();
    const [early, middle, late] = [await ordered('M4'), await new Ticket().assigned(1).arrives(), await ordered('M5')];
    await early.assigned(2).merged(3, middle).arrives();
    await asked(early);
    await middle.merged(6, last).arrives();
    await late.assigned(2).merged(4, middle).arrives();
    await until(
      async () => (await stage.rows('select from hotline_order where merged_into = $1', [last.id])).length === 2,
    );
    await last.resolved(7).closed(8).arrives();
    for (const number of ['M4', 'M5']) {
      await hears(number, 'accepted 1', 'progress 1 merged', 'result 1', 'closed 1');
    }
  });

  /** An order that was merged into a part of a whole, and both of those. */
  async function ofPart(number: string): Promise<[own: Ticket, part: Ticket, whole: Ticket]> {
    const whole = await new Ticket().assigned(1).arrives();
    const [own, part] = [await ordered(number), await new Ticket().parted(1, whole).assigned(1).arrives()];
    await own.assigned(2).merged(5, part).arrives();
    await asked(own);
    return [own, part, whole];
  }
  const AT_FIRST = ['accepted 1', 'progress 1 merged'];

  it('is told of the whole where the other is a part of it, as its reporter is [hotline 7]', async () => {
    const [, part, whole] = await ofPart('M8');
    await part.recounted(6).closed(7, 1, { outcome: 'solved', by: 'part' }).arrives();
    await whole.resolved(8).arrives();
    await hears('M8', ...AT_FIRST, 'result 1');
    await whole.closed(9).arrives();
    await hears('M8', ...AT_FIRST, 'result 1', 'closed 1');
    expect(await stateOf('M8')).toMatchObject({ state: 'closed', round: 1, dueAt: '2026-03-04T09:00:00.000Z' });
  });

  it('is told of the part again once the whole was withdrawn, also where that is learnt late [hotline 7]', async () => {
    const [own, part, whole] = await ofPart('M9');
    await part.recounted(6).logged();
    await whole.closed(7, 1, WITHDRAWN).arrives();
    await until(
      async () => (await stage.rows('select from hotline_order where merged_whole = $1', [whole.id])).length === 0,
    );
    await asked(own);
    const late = await ordered('M10');
    await late.assigned(2).merged(8, part).arrives();
    await asked(late);
    await part.resolved(9).arrives();
    for (const number of ['M9', 'M10']) await hears(number, ...AT_FIRST, 'result 1');
  });

  it('goes along where the part is merged in its turn, while its whole is followed', async () => {
    const [, part] = await ofPart('M11');
    const last = await new Ticket().assigned(1).arrives();
    await part.merged(6, last).arrives();
    await until(
      async () => (await stage.rows('select from hotline_order where merged_into = $1', [last.id])).length === 1,
    );
    await last.resolved(7).arrives();
    await hears('M11', ...AT_FIRST, 'result 1');
  });

  it('is pressed for where it is handled, and not withdrawn', async () => {
    const [own, other] = [await ordered('M6'), await new Ticket().assigned(1).arrives()];
    await own.assigned(2).merged(5, other).arrives();
    await asked(own);
    expect((await stage.hotline.sendAbout('M6', 'urges', 'Again')).status).toBe(201);
    const urged = (await stage.events(own.id)).find(({ type }) => type === 'hotline-order.urged.v1');
    expect(urged?.data).toMatchObject({ ticketId: other.id });
    const withdrawn = await stage.hotline.sendAbout('M6', 'withdrawal', 'No more');
    expect(withdrawn).toMatchObject({ status: 409, body: { code: 'lifecycle.wrong-transition' } });
    await other.resolved(6).closed(7).arrives();
    await hears('M6', 'accepted 1', 'progress 1 merged', 'result 1', 'closed 1');
    expect((await stage.hotline.sendAbout('M6', 'urges', 'Again')).status).toBe(409);
  });
});

describe('a limit that is counted anew', () => {
  it('is told like one that was moved', async () => {
    const own = await ordered('M7');
    await own.assigned(1).recounted(2).arrives();
    await hears('M7', 'accepted 1', 'extended 1');
    expect(stage.hotline.inbox('M7').at(-1)).toMatchObject({ dueAt: '2026-03-09T09:00:00Z', provisional: false });
  });
});

describe('an order that is withdrawn too late', () => {
  const withdraw = (id: string) => stage.hotline.sendAbout('M12', 'withdrawal', 'No more', id);
  it('is refused, or withdrawn in a later round', async () => {
    const own = await ordered('M12');
    await own.assigned(1).arrives();
    expect((await withdraw('w-1')).status).toBe(201);
    expect((await withdraw('w-2')).status).toBe(200);
    await own.refused(2).resolved(3).arrives();
    expect(await withdraw('w-3')).toMatchObject({ status: 409, body: { code: 'report.withdrawal-closed' } });
    await own.reopened(4, 2).arrives();
    expect((await withdraw('w-4')).status).toBe(201);
  });
});
