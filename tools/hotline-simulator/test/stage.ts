import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { contractOf, envelopeOf, subjectOf, type Envelope } from '@gridwhistle/contracts';
import { definition } from '@gridwhistle/hotline-bridge';
import { startService, type RunningService } from '@gridwhistle/platform';
import { freshBus, freshDatabase, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { startHotlineSimulator, type HotlineSimulator } from '../index.js';

export const SECRET = definition.settings.GW_HOTLINE_SECRET.example;

/** The bridge between a simulated 12345 and a dispatch that answers with results. */
export class Stage {
  private readonly sequences = new Map<string, number>();
  bridge!: RunningService;
  hotline!: HotlineSimulator;

  private constructor(
    readonly database: FreshDatabase,
    readonly bus: FreshBus,
    readonly nats: NatsConnection,
    readonly dispatch: Dispatch,
  ) {}

  /** With `partner: false` the bridge has nobody to send to. */
  static async open({ partner = true } = {}): Promise<Stage> {
    const [database, bus, dispatch] = [await freshDatabase(), await freshBus(), await startDispatch()];
    const nats = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
    const stage = new Stage(database, bus, nats, dispatch);
    // The simulator needs the bridge's address and the bridge the simulator's: the bridge's comes by a getter.
    stage.hotline = await startHotlineSimulator({ secret: SECRET, platformUrl: () => stage.bridge.url });
    stage.bridge = await startService(definition, {
      ...exampleEnvironment(),
      ...(partner ? { GW_HOTLINE_URL: stage.hotline.url } : {}),
      GW_URL_DISPATCH: dispatch.url,
      GW_DATABASE_URL: database.url('hotline'),
      GW_NATS_URL: bus.url,
      GW_NATS_USER: bus.user,
      GW_NATS_PASSWORD: bus.password,
    });
    return stage;
  }

  async close(): Promise<void> {
    await this.bridge.stop();
    await this.hotline.stop();
    await this.nats.close();
    this.dispatch.close();
    await this.bus.stop();
    await this.database.drop();
  }

  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.bridge.app.get(DataSource).query<Row[]>(sql, values);
  }

  async count(table: string): Promise<number> {
    return (await this.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;
  }

  /** The events that the bridge published about a ticket, in order. */
  async events(ticketId: string): Promise<Envelope[]> {
    const sql = 'select envelope from event_log where ticket_id = $1 order by id';
    const rows = await this.rows<{ envelope: string }>(sql, [ticketId]);
    return rows.map(({ envelope }) => JSON.parse(envelope) as Envelope);
  }

  /** Another service's event arrives over the bus, at the time `at`. */
  async tell(event: object, about: { id: string; ticketId: string; unit?: string; at?: Date }): Promise<void> {
    const contract = contractOf(event);
    const sequence = (this.sequences.get(`${contract.entity}/${about.id}`) ?? 0) + 1;
    this.sequences.set(`${contract.entity}/${about.id}`, sequence);
    const head = { id: v7(), district: '522730', aggregateId: about.id, sequence, ticketId: about.ticketId };
    const parts = { ...head, time: about.at ?? new Date(), unit: about.unit ?? null };
    const envelope = envelopeOf(contract, event, parts);
    await jetstream(this.nats).publish(subjectOf('522730', contract.name, parts.unit), JSON.stringify(envelope));
  }
}

/** Dispatch's internal API as far as the bridge asks it; an order without a result is answered with 404. */
interface Dispatch {
  readonly url: string;
  readonly results: Map<string, string>;
  close(): void;
}

async function startDispatch(): Promise<Dispatch> {
  const results = new Map<string, string>();
  const server: Server = createServer((request, response) => {
    const result = results.get(/^\/internal\/orders\/(.+)\/result$/.exec(request.url ?? '')?.[1] ?? '');
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(result === undefined ? { code: 'order.unknown' } : { result, proof: [{ n: 0 }], progress: [] }),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, results, close };
}

function exampleEnvironment(): Record<string, string> {
  const left = ['GW_OTLP_URL', 'GW_HOTLINE_URL'];
  const examples = Object.entries(definition.settings).filter(([key]) => !left.includes(key));
  return {
    ...Object.fromEntries(examples.map(([key, { example }]) => [key, example])),
    GW_PORT: '0',
    GW_LOG_LEVEL: 'fatal',
  };
}

/** Waits until the check holds. */
export async function until(check: () => Promise<boolean> | boolean, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await check()); await delay(25)) {
    if (Date.now() > end) throw new Error(`did not come true in ${withinMs} ms: ${check.toString()}`);
  }
}
