import type { LogEvent } from './evidence.js';
import { grouped, lost, repeated, type Violation } from './finding.js';

/** What one cause leads to: so many of it, neither more nor fewer. */
export function compare(
  what: string,
  causes: ReadonlyMap<string, number>,
  effects: ReadonlyMap<string, number>,
): Violation[] {
  return [...new Set([...causes.keys(), ...effects.keys()])].flatMap((key): Violation[] => {
    const [due, came] = [causes.get(key) ?? 0, effects.get(key) ?? 0];
    if (came === due) return [];
    const sentence = `${key}: ${came} × ${what}, ${due} due`;
    return [came > due ? repeated(sentence) : lost(sentence)];
  });
}

export const counted = (keys: readonly string[]): Map<string, number> =>
  new Map([...grouped(keys, (key) => key)].map(([key, all]) => [key, all.length]));

export const text = (event: LogEvent, field: string): string => String(event.data[field] ?? '');
export const named = (log: readonly LogEvent[], ...names: string[]): LogEvent[] =>
  log.filter(({ name }) => names.includes(name));
