import { parseArgs } from 'node:util';

export interface StartFlags {
  /** Name of a folder below profiles/. */
  readonly district: string;
  readonly port: number;
  readonly fresh: boolean;
  readonly oneProcess: boolean;
  readonly simulated: boolean;
  /** PostgreSQL waits for no disk: a process may end at any moment, the machine may not. */
  readonly noSync: boolean;
  readonly detach: boolean;
}

export const USAGE = `npm start -- [flags]
  --district NAME   the profile to run, a folder of profiles/ (longli)
  --port PORT       the address of the console; the next eleven ports are used too (8080)
  --fresh           forget all data of this installation first
  --one-process     all services in one process, for small machines
  --simulated       with a movable clock (\`npx gw clock advance 2h\`), data apart from the real one's
  --no-sync         PostgreSQL waits for no disk: faster, for data that may go with the machine's power
  --detach          return when everything runs; \`npm stop\` ends it
Example: npm start -- --port 9000 --simulated`;

/** @throws Error that says which flag is wrong, with the usage */
export function parseFlags(args: string[]): StartFlags {
  const { values } = parse(args);
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65_524) throw wrong(`--port ${values.port} is not a port`);
  const district = values.district ?? 'longli';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(district)) throw wrong(`--district ${district} is not the name of a profile`);
  return {
    district,
    port,
    fresh: values.fresh ?? false,
    oneProcess: values['one-process'] ?? false,
    simulated: values.simulated ?? false,
    noSync: values['no-sync'] ?? false,
    detach: values.detach ?? false,
  };
}

function parse(args: string[]) {
  const flag = { type: 'boolean' } as const;
  const options = {
    district: { type: 'string' },
    port: { type: 'string' },
    fresh: flag,
    'one-process': flag,
    simulated: flag,
    'no-sync': flag,
    detach: flag,
  } as const;
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

const wrong = (problem: string): Error => new Error(`${problem}\n\n${USAGE}`);
