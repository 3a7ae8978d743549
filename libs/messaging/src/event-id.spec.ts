import { validate, version, v7 } from 'uuid';
import { eventIdAt, idsInOrder } from './event-id.js';
import { PARTITIONS, partitionOf } from './partition.js';

const AT = new Date('2026-03-02T01:00:00.123Z');

test('an event id is a UUIDv7 that begins with its moment', () => {
  const id = eventIdAt(AT);
  expect([validate(id), version(id)]).toEqual([true, 7]);
  expect(id.slice(0, 13)).toBe(v7({ msecs: AT.getTime() }).slice(0, 13));
});

test('event ids of one moment differ', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => eventIdAt(AT))).size).toBe(1_000);
});

test('ids in order are UUIDv7s of their moment that differ, sort as they were made, and are spread over the partitions', () => {
  const next = idsInOrder(AT);
  const ids = Array.from({ length: 5_000 }, next);
  expect(ids.every((id) => validate(id) && version(id) === 7 && id.startsWith(eventIdAt(AT).slice(0, 13)))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids.map((id) => id.slice(24))).size).toBe(ids.length);
  expect(new Set(ids.map(partitionOf)).size).toBe(PARTITIONS);
});
