type Headers = Record<string, string | string[] | undefined>;

/** Headers that concern one connection only (RFC 9110 §7.6.1), and those that the next connection sets itself. */
const HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
]);

/** The headers that travel on: without those of the connection, and without those that `Connection` names. */
export function passedOn(headers: Headers): Record<string, string | string[]> {
  const named = new Set(
    [headers['connection'] ?? []]
      .flat()
      .flatMap((value) => value.split(','))
      .map((name) => name.trim().toLowerCase()),
  );
  const kept = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && !HOP.has(name) && !named.has(name),
  );
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}
