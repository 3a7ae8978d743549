import { random, shuffled } from '../../tools/replay/random.js';
import { SHORT } from './table.js';
import type { Nemesis } from './nemesis.js';

/**
 * The faults of a run in their order, without end: from each kind one in turn, so that also a short run sees many
 * kinds; which one and in which order says the seed.
 */
export function* planOf(nemeses: readonly Nemesis[], seed: string): Generator<Nemesis, void> {
  const next = random(`${seed}:nemeses`);
  const kinds = new Map<string, Nemesis[]>();
  for (const nemesis of shuffled(nemeses, next)) kinds.set(nemesis.kind, [...(kinds.get(nemesis.kind) ?? []), nemesis]);
  for (let round = 0; nemeses.length > 0; round++) {
    for (const kind of shuffled([...kinds.keys()], next)) {
      const own = kinds.get(kind) ?? [];
      const nemesis = own[round % own.length];
      if (nemesis) yield nemesis;
    }
  }
}

/** The fixed mix, once. */
export function* shortPlan(nemeses: readonly Nemesis[]): Generator<Nemesis, void> {
  for (const name of SHORT) {
    const nemesis = nemeses.find((one) => one.name === name);
    if (nemesis) yield nemesis;
  }
}
