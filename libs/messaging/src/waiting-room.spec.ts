import type { Arrival } from './arrival.js';
import { WaitingRoom } from './waiting-room.js';

const early = (key: string, sequence: number): Arrival => ({
  subject: '',
  payload: '',
  id: `${key}${sequence}`,
  type: '',
  place: { owner: 'dispatch', entity: 'order', aggregateId: key, sequence, key },
  again: false,
  done: false,
});

test('after some patience the earliest waiting event of each aggregate asks for its gap', () => {
  const room = new WaitingRoom();
  const [one, two, other] = [early('a', 5), early('a', 4), early('b', 9)];
  room.update([one, two, other], 0);
  expect(room.overdue(100)).toEqual([]);
  expect(room.overdue(400)).toEqual([two, other]);
});

test('an owner that was asked is not asked again at once', () => {
  const room = new WaitingRoom();
  room.update([early('a', 5)], 0);
  expect(room.overdue(400)).toHaveLength(1);
  expect(room.overdue(500)).toEqual([]);
  expect(room.overdue(1_500)).toHaveLength(1);
});

test('nothing is asked for while the missing event is being tried again', () => {
  const room = new WaitingRoom();
  room.postpone('a', 5_000);
  room.update([early('a', 5)], 0);
  expect(room.overdue(4_000)).toEqual([]);
  expect(room.overdue(5_001)).toHaveLength(1);
});

test('what has had its turn is let go, and what is too much goes back', () => {
  const room = new WaitingRoom();
  const [one, two, three] = [early('a', 5), early('b', 5), early('c', 5)];
  room.update([one, two, three], 0);
  room.update([two, three], 10);
  expect(room.arrivals()).toEqual([two, three]);
  expect(room.overflow(1)).toEqual([two]);
});
