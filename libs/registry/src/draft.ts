import type { Detail } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';

type Lists<T> = { [K in keyof T as T[K] extends unknown[] ? K : never]: T[K] };
type Parts = Lists<Required<ProfileDocument>>;
export type PartName = keyof Parts;

/** An entry of a list and its field, such as `areas.3`. */
export interface Item<T> {
  at: string;
  value: T;
}

/** A rule over a document: every problem it finds. */
export type Rule = (draft: Draft) => Detail[];

/**
 * A document on trial, for rules that check how its parts fit together. Entries whose shape is broken (`broken` holds
 * their fields, such as `areas.3`, or `areas` for all of it) are left out: they are listed already, and what refers to
 * them is not listed a second time.
 */
export class Draft {
  private readonly codes = new Map<PartName, Set<unknown>>();
  private readonly items = new Map<PartName, Item<unknown>[]>();

  constructor(
    private readonly document: ProfileDocument,
    private readonly broken: ReadonlySet<string>,
    private readonly wrong: readonly string[] = [...broken],
  ) {}

  /** The sound entries of a list; none of one that a document leaves out. */
  list<K extends PartName>(part: K): readonly Item<Parts[K][number]>[] {
    const items = this.items.get(part) ?? this.soundItems(part);
    this.items.set(part, items);
    return items as Item<Parts[K][number]>[];
  }

  /** A part that is no list; undefined when it is broken. */
  get<K extends keyof ProfileDocument>(part: K): ProfileDocument[K] | undefined {
    return this.broken.has(part) ? undefined : this.document[part];
  }

  /** Whether every entry of a list is sound: only then can it be said what the list lacks. */
  isWhole(part: PartName): boolean {
    return ![...this.broken].some((field) => field === part || field.startsWith(`${part}.`));
  }

  /** The entries of a list at a field, also those of which parts are wrong: rules ask `isSound` before they read one. */
  inner<T>(at: string, list: readonly T[] | undefined): Item<T>[] {
    const items = this.isThere(at) ? (list ?? []).map((value, index) => ({ at: `${at}.${index}`, value })) : [];
    return items.filter((item) => this.isThere(item.at));
  }

  /** Whether a field has the shape that it should have, with everything in it. */
  isSound(at: string): boolean {
    return this.isThere(at) && !this.wrong.some((field) => field.startsWith(`${at}.`));
  }

  /** Whether a field is of its type; parts of it may be wrong. */
  isThere(at: string): boolean {
    return !this.wrong.some((field) => at === field || at.startsWith(`${field}.`));
  }

  private soundItems(part: PartName): Item<unknown>[] {
    if (this.broken.has(part)) return [];
    const values: readonly unknown[] = this.document[part] ?? [];
    return values
      .map((value, index) => ({ at: `${part}.${index}`, value }))
      .filter((item) => !this.broken.has(item.at));
  }

  /** Tells whether a list declares a code. A list that is broken as a whole knows everything. */
  declared(part: PartName): (code: string) => boolean {
    if (this.broken.has(part)) return () => true;
    const codes = this.codes.get(part) ?? new Set(((this.document[part] ?? []) as unknown[]).map(codeOf));
    this.codes.set(part, codes);
    return (code) => codes.has(code);
  }
}

function codeOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'code' in entry ? entry.code : undefined;
}

/** One problem, with a stable code. */
export const problem = (field: string, code: string, message: string): Detail => ({ field, code, message });

/** A problem for every entry whose key stood there before. */
export function duplicates<T>(items: readonly Item<T>[], key: (value: T) => string, code: string): Detail[] {
  const seen = new Set<string>();
  return items.flatMap(({ at, value }) => {
    const name = key(value);
    if (!seen.has(name)) return seen.add(name) && [];
    return [problem(at, code, `${name} stands twice`)];
  });
}

/** Problems of the entries whose chain of parents comes back to them, each reported once. */
export function cycles<T extends { code: string; parent?: string }>(items: readonly Item<T>[], code: string): Detail[] {
  const parents = new Map(items.map(({ value }) => [value.code, value.parent]));
  return items
    .filter(({ value }) => reaches(value.code, value.parent, parents))
    .map(({ at, value }) => problem(`${at}.parent`, code, `${value.code} lies below itself`));
}

function reaches(code: string, start: string | undefined, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let next = start; next !== undefined && !seen.has(next); next = parents.get(next)) {
    if (next === code) return true;
    seen.add(next);
  }
  return false;
}
