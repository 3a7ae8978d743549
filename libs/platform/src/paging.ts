import { Optional, Text, Whole } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import type { HttpRequest, Reply } from './http.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Base of every list's query: `@QueryContract() class OrderQuery extends PageQuery { … }`. */
export class PageQuery {
  /** Opaque; from the Link header of the page before. */
  @Optional() @Text(1000) cursor?: string;
  @Optional() @Whole(1, MAX_LIMIT) limit?: number;
}

/** The place after a page's last row: the values of the list's sort columns. */
export type CursorValue = string | number;
/** What each value of a cursor must look like; anything else is refused before it reaches SQL. */
export type CursorShape = readonly ('id' | 'instant' | 'number' | 'text')[];

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly next?: string;
}

export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor, or `input.bad-cursor`; undefined without one. */
export function decodeCursor(cursor: string | undefined, shape: CursorShape): CursorValue[] | undefined {
  if (cursor === undefined) return undefined;
  const values = parse(cursor);
  if (!Array.isArray(values) || values.length !== shape.length) throw badCursor();
  return shape.map((kind, index) => checked(kind, values[index] as unknown));
}

/** How many rows a list asks for; a list reads one more to know whether there is a next page. */
export function limitOf(query: PageQuery): number {
  return query.limit ?? DEFAULT_LIMIT;
}

/** Cuts `limit + 1` rows to a page. */
export function pageOf<T>(rows: readonly T[], limit: number, sortValues: (row: T) => readonly CursorValue[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last ? { items, next: encodeCursor(sortValues(last)) } : { items };
}

/** Answers a page, or a view in pages, with `Link: <…&cursor=…>; rel="next"`, relative to the origin that the caller used. */
export function linked<View extends { readonly next?: string }>(request: HttpRequest, reply: Reply, view: View): View {
  if (view.next === undefined) return view;
  const [path = '', search] = request.url.split('?', 2);
  const query = new URLSearchParams(search);
  query.set('cursor', view.next);
  void reply.header('Link', `<${path}?${query.toString()}>; rel="next"`);
  return view;
}

const CHECKS: Record<CursorShape[number], (value: unknown) => boolean> = {
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  instant: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  number: (value) => typeof value === 'number' && Number.isSafeInteger(value),
  text: (value) => typeof value === 'string' && value.length <= 500 && !value.includes('\0'),
};

function checked(kind: CursorShape[number], value: unknown): CursorValue {
  if (!CHECKS[kind](value)) throw badCursor();
  return value as CursorValue;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The refusal of a cursor that is none of its list. */
export function badCursor(): DomainError {
  return new DomainError('input.bad-cursor', 'take the cursor from the Link header as it is', [
    { field: 'cursor', message: 'is not a cursor of this list' },
  ]);
}
