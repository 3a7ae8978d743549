import { deepStrictEqual } from 'node:assert/strict';
import { Handlers } from '@gridwhistle/messaging';
import type { CommonSettings, Database, ServiceDefinition } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import { bootAlone, eventsFor, handsOf, type Booted } from './redelivery-boot.js';
import { exactDump, stateDump, type Dump } from './redelivery-dump.js';
import type { Recorded } from './redelivery-recording.js';
import { randomFrom, shuffled } from './redelivery-shuffle.js';

export { recordedIn, Recording, type Recorded, type Subject } from './redelivery-recording.js';
export { bootAlone, handsOf, type Booted, type Hand } from './redelivery-boot.js';
export { giveProfile } from './give-profile.js';

/** What the suite must know of a service. */
export interface RedeliveryOptions<S extends CommonSettings> {
  definition: ServiceDefinition<S>;
  /** A history that touches every handler of the service; see `Recording`. */
  events: readonly Recorded[];
  /** Settings beside the examples. */
  env?: Readonly<Record<string, string>>;
  /** Brings every fresh database to the state that the events expect, e.g. with a profile. */
  prepare?(booted: Booted): Promise<void>;
  /** `table.column` that may differ between runs, beside ids and times that no event brought. */
  volatile?: readonly string[];
  /** Commands after all events: each is run with a transaction that is undone at its end. */
  commands?(booted: Booted): Readonly<Record<string, () => Promise<unknown>>>;
  /** How many shuffled runs; 3 when left out. */
  runs?: number;
}

export interface Check {
  name: string;
  run(): Promise<void>;
}

/**
 * Proves for every `@On` and `@OnMany` handler of a service, found by discovery, that it does not matter how its events come:
 *
 *     const checks = redeliveryChecks({ definition, events: new Recording('522730').say(…).events });
 *     describe('events may come in any way', () => {
 *       test.each(checks)('$name', ({ run }) => run());
 *     });
 *
 * Each check boots the service on a fresh database (without a bus) and fails with what differs.
 */
export function redeliveryChecks<S extends CommonSettings>(options: RedeliveryOptions<S>): Check[] {
  const suite = new Suite(options);
  const seeds = Array.from({ length: options.runs ?? 3 }, (_, index) => index + 1);
  return [
    { name: 'every handler is given an event', run: () => suite.covers() },
    ...seeds.map((seed) => ({
      name: `shuffled and repeated events end in the same state (seed ${seed})`,
      run: () => suite.shuffles(seed),
    })),
    { name: 'events that come in one batch end in the same state', run: () => suite.together() },
    { name: 'events that come again after a crash change nothing', run: () => suite.crashes() },
    { name: 'an event whose transaction is undone leaves nothing', run: () => suite.undoes() },
    ...(options.commands
      ? [{ name: 'a command whose transaction is undone leaves nothing', run: () => suite.undoesCommands() }]
      : []),
  ];
}

class Suite<S extends CommonSettings> {
  private expected?: Dump;

  constructor(private readonly options: RedeliveryOptions<S>) {}

  async covers(): Promise<void> {
    await this.booted(async (booted) => {
      const given = new Set(this.options.events.map(({ envelope }) => envelope.type));
      const handlers = [...booted.service.app.get(Handlers).byDurable().values()].flatMap((each) => [...each]);
      const missed = handlers.filter(([type]) => !given.has(type)).map(([type, { name }]) => `${name} (${type})`);
      deepStrictEqual(missed, [], 'handlers that none of the given events reaches');
    });
  }

  async shuffles(seed: number): Promise<void> {
    await this.booted(async (booted) => {
      const random = randomFrom(seed);
      for (const hand of handsOf(booted)) {
        const events = eventsFor(booted, hand.durable, this.options.events);
        let waiting = shuffled([...events, ...events, ...events.slice(0, Math.ceil(events.length / 2))], random);
        for (let left = Infinity; waiting.length > 0 && waiting.length < left;) {
          left = waiting.length;
          const batch = Math.max(1, Math.floor(random() * events.length));
          const early: Recorded[] = [];
          for (let at = 0; at < waiting.length; at += batch)
            early.push(...(await hand.deliver(waiting.slice(at, at + batch))));
          waiting = early;
        }
        deepStrictEqual(waiting.map(nameOf), [], 'events that never got their turn');
      }
      await this.compare(booted);
    });
  }

  async together(): Promise<void> {
    await this.booted(async (booted) => {
      for (const hand of handsOf(booted)) {
        const events = eventsFor(booted, hand.durable, this.options.events);
        deepStrictEqual((await hand.deliver(events)).map(nameOf), [], 'events that never got their turn');
      }
      await this.compare(booted);
    });
  }

  async crashes(): Promise<void> {
    await this.booted(async (booted) => {
      await this.inOrder(booted, async (deliver) => {
        await deliver(false);
        await deliver(true);
      });
      await this.compare(booted);
    });
  }

  async undoes(): Promise<void> {
    await this.booted(async (booted) => {
      await this.inOrder(booted, async (deliver, event) => {
        const before = await exactDump(booted.source);
        await undone(booted.database, () => deliver(false));
        deepStrictEqual(await exactDump(booted.source), before, `${nameOf(event)} left something behind`);
        await deliver(false);
      });
      await this.compare(booted);
    });
  }

  async undoesCommands(): Promise<void> {
    await this.booted(async (booted) => {
      await this.inOrder(booted, (deliver) => deliver(false));
      for (const [name, run] of Object.entries(this.options.commands?.(booted) ?? {})) {
        const before = await exactDump(booted.source);
        await undone(booted.database, run);
        deepStrictEqual(await exactDump(booted.source), before, `${name} left something behind`);
      }
    });
  }

  /** The state after a calm run: every event once, in order. */
  private async calm(): Promise<Dump> {
    const dump: Dump[] = [];
    await this.booted(async (booted) => {
      await this.inOrder(booted, (deliver) => deliver(false));
      dump.push(await this.state(booted));
    });
    return dump[0] ?? {};
  }

  private async compare(booted: Booted): Promise<void> {
    this.expected ??= await this.calm();
    deepStrictEqual(await this.state(booted), this.expected);
  }

  private async state({ source }: Booted): Promise<Dump> {
    const dump = await stateDump(source, this.options.events, this.options.volatile ?? []);
    deepStrictEqual(dump['dead_letter'], [], 'parked events');
    return dump;
  }

  private async inOrder(
    booted: Booted,
    each: (deliver: (again: boolean) => Promise<void>, event: Recorded) => Promise<void>,
  ): Promise<void> {
    for (const hand of handsOf(booted)) {
      for (const event of eventsFor(booted, hand.durable, this.options.events)) {
        await each(async (again) => void (await hand.deliver([event], again)), event);
      }
    }
  }

  private async booted(work: (booted: Booted) => Promise<void>): Promise<void> {
    const booted = await bootAlone(this.options.definition, this.options.env ?? {});
    try {
      await this.options.prepare?.(booted);
      await work(booted);
    } finally {
      await booted.stop();
    }
  }
}

class Undone extends Error {}

/** Runs work whose transaction fails at its very end, as when the connection breaks before the commit. */
async function undone(database: Database, work: () => Promise<unknown>): Promise<void> {
  const whole = database.transaction.bind(database);
  const cut = async <T>(inner: (tx: EntityManager) => Promise<T>): Promise<T> => {
    // A transaction that the work opens beside this one commits, and is found in the dump.
    database.transaction = whole;
    return whole<T>(async (tx) => {
      await inner(tx);
      throw new Undone();
    });
  };
  database.transaction = cut;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  } finally {
    database.transaction = whole;
  }
}

const nameOf = ({ envelope }: Recorded): string => `${envelope.type} ${envelope.subject} ${Number(envelope.sequence)}`;
