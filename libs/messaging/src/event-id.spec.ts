import { validate, version, v7 } from 'uuid';
import { eventIdAt } from './event-id.js';

const AT = new Date('2026-03-02T01:00:00.123Z');

test('an event id is a UUIDv7 that begins with its moment', () => {
  const id = eventIdAt(AT);
  expect([validate(id), version(id)]).toEqual([true, 7]);
  expect(id.slice(0, 13)).toBe(v7({ msecs: AT.getTime() }).slice(0, 13));
});

test('event ids of one moment differ', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => eventIdAt(AT))).size).toBe(1_000);
});
