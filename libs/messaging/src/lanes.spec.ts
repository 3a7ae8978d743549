import { inLanes } from './lanes.js';

interface Item {
  lane: string;
  number: number;
}

const items: Item[] = ['a', 'b', 'a', 'c', 'a', 'b'].map((lane, number) => ({ lane, number }));
const laneOf = ({ lane }: Item): string => lane;
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('items of a lane follow one another, lanes run side by side', async () => {
  const open = new Map<string, number>();
  let most = 0;
  const { done, failure } = await inLanes(items, laneOf, 8, async (item) => {
    open.set(item.lane, (open.get(item.lane) ?? 0) + 1);
    most = Math.max(most, [...open.values()].filter((count) => count > 0).length);
    expect(open.get(item.lane)).toBe(1);
    await tick();
    open.set(item.lane, 0);
    return item.number;
  });
  expect(failure).toBeUndefined();
  expect(done.filter((number) => [0, 2, 4].includes(number))).toEqual([0, 2, 4]);
  expect(most).toBe(3);
});

test('after a failure nothing new is begun, and what was done is told', async () => {
  const begun: number[] = [];
  const { done, failure } = await inLanes(items, laneOf, 1, async ({ number }) => {
    begun.push(number);
    await tick();
    if (number === 2) throw new Error('no');
    return number;
  });
  expect(begun).toEqual([0, 2]);
  expect(done).toEqual([0]);
  expect(failure).toEqual(new Error('no'));
});
