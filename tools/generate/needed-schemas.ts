const SCHEMA_REF = /#\/components\/schemas\/(\w+)/g;

/** Of all schemas those that `used` refers to, and those that they refer to, by name. */
export function neededSchemas<S>(schemas: Record<string, S>, used: object): Record<string, S> {
  const needed = new Set<string>();
  const queue = refsIn(used);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (!needed.has(name)) queue.push(...refsIn(schemas[name] ?? {}));
    needed.add(name);
  }
  const kept = Object.entries(schemas).filter(([name]) => needed.has(name));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refsIn(value: object): string[] {
  return [...JSON.stringify(value).matchAll(SCHEMA_REF)].map((match) => match[1] ?? '');
}
