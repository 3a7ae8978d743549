/** What the caller's environment may say to `npm start`; everything else that begins with GW_ is a mistake. */
const PASSED_TO_ALL = ['GW_NATS_REPLICAS', 'GW_OTLP_URL', 'GW_TRACE_SHARE', 'GW_LOG_LEVEL'] as const;
const READ_HERE = [
  'GW_DATABASE_URL',
  'GW_NATS_URL',
  'GW_NATS_USER',
  'GW_NATS_PASSWORD',
  'GW_HOTLINE_URL',
  'GW_HOTLINE_SECRET',
  'GW_HOTLINE_PLATFORMS',
  'GW_CONSUMERS_OFF',
] as const;

/** Belongs to the tests that may have started us. */
const FOREIGN = /^GW_TEST_/;

export type CallersEnvironment = Partial<Record<(typeof PASSED_TO_ALL)[number] | (typeof READ_HERE)[number], string>>;

/** @throws Error that lists every unknown GW_ variable */
export function readCallersEnvironment(env: NodeJS.ProcessEnv): CallersEnvironment {
  const known: readonly string[] = [...PASSED_TO_ALL, ...READ_HERE];
  const given = Object.entries(env).filter(([key, value]) => key.startsWith('GW_') && !FOREIGN.test(key) && value);
  const unknown = given.filter(([key]) => !known.includes(key)).map(([key]) => `  - ${key}: unknown setting`);
  if (unknown.length > 0)
    throw new Error(`the environment is not usable:\n${unknown.join('\n')}\nKnown: ${known.join(', ')}`);
  return Object.fromEntries(given);
}

/** The variables that go on to every service as they are. */
export function passedOn(given: CallersEnvironment): Record<string, string> {
  return Object.fromEntries(PASSED_TO_ALL.flatMap((key) => (given[key] ? [[key, given[key]]] : [])));
}

/** Names of the services whose consumers stay off. */
export const consumersOff = (given: CallersEnvironment): string[] =>
  (given.GW_CONSUMERS_OFF ?? '').split(',').flatMap((name) => name.trim() || []);
