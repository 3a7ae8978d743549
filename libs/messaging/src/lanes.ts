import { groupBy } from './group-by.js';

/** What was done before the first failure, and the failure. */
export interface LanesResult<Done> {
  done: Done[];
  failure?: unknown;
}

/**
 * Works off items with at most `width` lanes at once: items of one lane strictly one after the other, in order. After a
 * failure nothing new is begun; what has begun is finished.
 */
export async function inLanes<Item, Done>(
  items: readonly Item[],
  laneOf: (item: Item) => string,
  width: number,
  work: (item: Item) => Promise<Done>,
): Promise<LanesResult<Done>> {
  const lanes = groupBy(items, laneOf).values();
  const result: LanesResult<Done> = { done: [] };
  const worker = async (): Promise<void> => {
    for (const lane of lanes) {
      for (const item of lane) {
        if (result.failure !== undefined) return;
        result.done.push(await work(item));
      }
    }
  };
  const guarded = (): Promise<void> => worker().catch((error: unknown) => void (result.failure ??= error));
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, guarded));
  return result;
}
