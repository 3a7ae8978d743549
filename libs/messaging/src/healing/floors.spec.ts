import type { ConsumerInfo } from '@nats-io/jetstream';
import { Floors } from './floors.js';
import type { StreamView } from './stream-view.js';

const busy = {
  name: 'unit-water',
  ack_floor: { stream_seq: 0 },
  num_pending: 3,
  num_ack_pending: 0,
  config: { filter_subject: 'gw.522730.*.*.water' },
} as ConsumerInfo;

/** A stream whose first message for the durable lies at `next`. */
const stream = (created: string, next: number, lastPosition = 9_000): StreamView =>
  ({ created, leader: '', replicas: 1, lastPosition, nextOf: async () => next }) as unknown as StreamView;

const idle = { ...busy, ack_floor: { stream_seq: 4_000 }, num_pending: 0 } as ConsumerInfo;
const floorsOf = async (floors: Floors, lastPosition: number, info: object = {}): Promise<number | undefined> =>
  (await floors.of(stream('one', 0, lastPosition), [{ ...idle, ...info } as ConsumerInfo], 1)).get('unit-water');

describe('how far a durable has come', () => {
  test('is the message before the first one that it has not acknowledged, looked up once', async () => {
    const floors = new Floors();
    expect(await floors.of(stream('one', 5_000), [busy], 1)).toEqual(new Map([['unit-water', 4_999]]));
    expect(await floors.of(stream('one', 7_000), [busy], 1)).toEqual(new Map([['unit-water', 4_999]]));
  });

  test.each([
    ['in a stream that took the place of the old one', 'another', 1],
    ['in a stream that may have lost its end while the server was away', 'one', 2],
  ])('is looked up anew %s', async (_case, created, times) => {
    const floors = new Floors();
    await floors.of(stream('one', 5_000), [busy], 1);
    expect(await floors.of(stream(created, 1), [busy], times)).toEqual(new Map([['unit-water', 0]]));
  });

  test('is the end of the stream for one with nothing left, and stays that for a while of others’ messages', async () => {
    const floors = new Floors();
    expect(await floorsOf(floors, 9_000)).toBe(9_000);
    expect(await floorsOf(floors, 18_999)).toBe(9_000);
    expect(await floorsOf(floors, 19_000)).toBe(19_000);
  });

  test('is the end again as soon as it has acknowledged one of its own', async () => {
    const floors = new Floors();
    await floorsOf(floors, 9_000);
    expect(await floorsOf(floors, 9_100, { num_pending: 1 })).toBe(9_000);
    expect(await floorsOf(floors, 9_200, { ack_floor: { stream_seq: 9_050 } })).toBe(9_200);
  });
});
