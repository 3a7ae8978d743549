import { setTimeout as delay } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { v7 } from 'uuid';
import { pick } from '../../tools/replay/random.js';
import type { Instance } from '../world/instance.js';
import { withNats } from './messages.js';
import { byItself, Missed, type Nemesis, type Theatre } from './nemesis.js';

interface Message {
  readonly eventId: string;
  readonly subject: string;
  readonly body: string;
}

/** An event that nobody published: well-formed unless `more` says otherwise. It must be parked, for this reason. */
function forged({ world, notes }: Theatre, type: string, more: object = {}, reason = ''): Message {
  const district = world.data.profile.district.code;
  const aggregate = v7();
  const id = v7();
  notes.poisoned.add(aggregate);
  notes.forged.set(id, reason);
  const [entity = '', ...event] = type.split('.');
  const envelope = {
    specversion: '1.0',
    id,
    source: `/gridwhistle/${district}/forged`,
    type,
    subject: aggregate,
    time: '2026-03-02T01:00:00Z',
    sequence: '0000000001',
    unit: 'none',
    data: { orderId: aggregate, ticketId: aggregate, unit: `${district}-water` },
    ...more,
  };
  const subject = `gw.${district}.${entity}.${event.slice(0, -1).join('.')}.none`;
  return { eventId: id, subject, body: JSON.stringify(envelope) };
}

async function send({ world }: Theatre, messages: readonly Message[]): Promise<void> {
  await withNats(world, async (connection) => {
    for (const { subject, body } of messages) await jetstream(connection).publish(subject, body);
  });
}

const LARGE = 900_000;
/** What the consumer says of a handler that threw so often, and the database of the moment that it was given. */
const THROWN = 'times: date/time field value out of range';

const malformed: Nemesis = {
  name: 'poison-malformed',
  kind: 'poison',
  about: 'broken JSON, an unknown version, and a payload of nearly a megabyte',
  inject: async (theatre) => {
    const form = (reason: string, more: object, type = 'order.progressed.v1'): Message =>
      forged(theatre, type, more, reason);
    const later = form('unknown event or version', {}, 'order.progressed.v9');
    await send(theatre, [
      { ...later, body: '{"specversion":' },
      later,
      form('orderId', { data: { orderId: 17 } }),
      form('orderId', { data: { text: 'x'.repeat(LARGE) } }),
      form('unit', { data: { orderId: v7(), ticketId: v7(), unit: 'nobody\u0000' } }),
      form('the log of its owner does not hold it', { sequence: '0000009999' }),
    ]);
    return byItself;
  },
};

/** Every field is as its contract wants it, and no row can hold it: the database knows no year 0. */
const throwing: Nemesis = {
  name: 'poison-throws',
  kind: 'poison',
  about: 'a well-formed event that its handlers cannot write down: they throw, again and again',
  inject: async (theatre) => {
    const district = theatre.world.data.profile.district.code;
    const orderId = v7();
    theatre.notes.poisoned.add(orderId);
    const data = {
      ...{ orderId, ticketId: v7(), unit: `${district}-water`, verifier: `${district}-centre` },
      ...{ role: 'lead', tier: 'district', origin: 'route', category: '0102', severity: 'normal', round: 1 },
      ...{ area: `${district}001001`, grid: `${district}001001001`, provisional: false },
      ...{ acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '0000-01-01T00:00:00Z' },
    };
    await send(theatre, [forged(theatre, 'order.issued.v1', { subject: orderId, data }, THROWN)]);
    return byItself;
  },
};

/** What each service does something about, of a ticket and an order that nobody knows: it writes or reads their id. */
const HANDLED: Readonly<Record<ServiceName, string>> = {
  intake: 'order.accepted.v1',
  dispatch: 'report.withdrawal-asked.v1',
  escalation: 'order.confirmed.v1',
  'hotline-bridge': 'order.accepted.v1',
  assessment: 'order.accepted.v1',
  console: 'order.accepted.v1',
};

/** Poison for one service, which the seed chooses; with it the id by which the statements about it are told from others. */
interface Dose extends Message {
  readonly victim: Instance;
  readonly subjectId: string;
}

async function dose(theatre: Theatre, reason: string): Promise<Dose> {
  const { world, dice, say } = theatre;
  const service = pick(SERVICES, dice());
  await world.scale([service], 1);
  say(`  ${service}`);
  const subjectId = v7();
  theatre.notes.poisoned.add(subjectId);
  const unit = `${world.data.profile.district.code}-water`;
  const type = HANDLED[service];
  const data = type.startsWith('order.')
    ? { orderId: subjectId, ticketId: v7(), unit, onTime: true }
    : { ticketId: subjectId };
  const message = forged(theatre, type, { subject: subjectId, data }, reason);
  return { ...message, victim: world.instance(service), subjectId };
}

/** A machine that is too slow for the fault has not made it: the event is one like others then, and may be applied. */
function tooSeldom({ notes }: Theatre, { eventId }: Message, what: string): Error {
  notes.forged.delete(eventId);
  return new Missed(`${what} in its time`);
}

/** What one first delivery in a batch and five counted starts come to. */
const ATTEMPTS = 6;
const KILLING_MS = 180_000;

/** The instance dies whenever it begins to handle the message; it must be parked all the same, and nobody blamed with it. */
const killing: Nemesis = {
  name: 'poison-kills',
  kind: 'poison',
  about: 'a message whose handling kills the process, five times, in a service that the seed chooses',
  inject: async (theatre) => {
    const { victim, subjectId, ...message } = await dose(theatre, 'the process ended');
    const strike = async (): Promise<void> => {
      await victim.postgres.holdBack((chunk) => chunk.includes(subjectId) && !chunk.includes('gw_start_begin'));
      await victim.part.kill();
    };
    let killed = 0;
    const strikes = (async () => {
      for (; killed < ATTEMPTS; killed++) await strike();
    })();
    await send(theatre, [message]);
    await Promise.race([strikes, delay(KILLING_MS)]);
    victim.postgres.restore();
    theatre.say(`  it was killed ${killed} times`);
    if (killed < ATTEMPTS) throw tooSeldom(theatre, message, `killed ${killed} times of ${ATTEMPTS}`);
    return byItself;
  },
};

/** What the consumer itself says of an event: its gate, its starts, its parking. The handler's own statements hang. */
const BY_CONSUMER = /gw_(gate|start|park)/;
/** Six times the limit of a handler, and the waits between. */
const HANGING_MS = 240_000;

/** A statement of the handler never arrives, at every attempt: only the limit of the handler ends the wait. */
const hanging: Nemesis = {
  name: 'poison-hangs',
  kind: 'poison',
  about:
    'a message whose handling hangs, each time until the limit of a handler ends it, in a service that the seed chooses',
  inject: async (theatre) => {
    const { victim, subjectId, ...message } = await dose(theatre, 'the handler took longer than');
    const { postgres } = victim;
    const sent = performance.now();
    const hung: string[] = [];
    const strikes = (async () => {
      while (hung.length < ATTEMPTS) {
        await postgres.holdBack((chunk) => chunk.includes(subjectId) && !BY_CONSUMER.test(chunk.toString('latin1')));
        hung.push(((performance.now() - sent) / 1000).toFixed(0));
      }
    })();
    await send(theatre, [message]);
    await Promise.race([strikes, delay(HANGING_MS)]);
    postgres.restore();
    theatre.say(`  it hung ${hung.length} times, after ${hung.join(', ')} s`);
    if (hung.length < ATTEMPTS) throw tooSeldom(theatre, message, `hung ${hung.length} times of ${ATTEMPTS}`);
    return byItself;
  },
};

export const POISON_TABLE: readonly Nemesis[] = [malformed, throwing, killing, hanging];
