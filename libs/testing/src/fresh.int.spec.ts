import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { SIMULATION_START, freshBus, freshDatabase, withClient, type FreshDatabase } from './index.js';

const nowOf = (url: string): Promise<number> =>
  withClient(url, async (client) =>
    (await client.query<{ now: Date }>('select gw_now() as now')).rows[0]!.now.getTime(),
  );

describe('a fresh database', () => {
  let database: FreshDatabase;
  beforeAll(async () => void (database = await freshDatabase()));
  afterAll(() => database.drop());

  it('starts on a fixed working day and moves when told', async () => {
    const url = database.url('intake');
    expect((await nowOf(url)) - SIMULATION_START.getTime()).toBeLessThan(5000);
    await database.advance(3_600_000);
    expect((await nowOf(url)) - SIMULATION_START.getTime()).toBeGreaterThanOrEqual(3_600_000);
  });

  it('gives each login its own schema and nothing of another', async () => {
    await withClient(database.url('intake'), (client) => client.query('create table mine (id int)'));
    const look = withClient(database.url('dispatch'), (client) => client.query('select * from intake.mine'));
    await expect(look).rejects.toThrow('permission denied for schema intake');
  });

  it('lets no service move the clock', async () => {
    const move = withClient(database.url('intake'), (client) =>
      client.query('update gw.simulated_clock set offset_ms = 0'),
    );
    await expect(move).rejects.toThrow('permission denied');
  });

  it('keeps real time when it is not for simulation', async () => {
    const real = await freshDatabase({ simulated: false });
    expect(Math.abs((await nowOf(real.url('console'))) - Date.now())).toBeLessThan(5000);
    await real.drop();
  });
});

describe('a fresh bus', () => {
  it('keeps its streams over a pause and loses them when emptied', async () => {
    const bus = await freshBus();
    const streams = async (): Promise<number> => {
      const connection = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
      const info = await (await jetstreamManager(connection)).getAccountInfo();
      await connection.close();
      return info.streams;
    };
    const connection = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
    await (await jetstreamManager(connection)).streams.add({ name: 'GW_522730', subjects: ['gw.522730.>'] });
    await connection.close();
    await bus.pause();
    await bus.resume();
    expect(await streams()).toBe(1);
    await bus.pause();
    await bus.resume({ empty: true });
    expect(await streams()).toBe(0);
    await bus.stop();
  });
});
