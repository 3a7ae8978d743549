/** What a platform sends: JSON, a form or a row of a sheet. */
export type Document = { readonly [name: string]: unknown };

const isDocument = (value: unknown): value is Document => typeof value === 'object' && value !== null;

/** What stands at a dotted path; undefined where nothing does: null, and text of spaces, are nothing. */
export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    value = isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
}

type Growing = { [name: string]: unknown };

/** Puts a value at a dotted path, making the objects on the way. */
export function put(document: Growing, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let place = document;
  for (const name of names) place = (place[name] ??= {}) as Growing;
  place[last] = value;
}
