import type { World } from './world.js';

/** Takes note of a world that was started, so that it ends with the command; undefined once it has been stopped. */
export type Started = (world: World | undefined) => void;

/**
 * Runs a whole command: its exit code is 0 when it went well, and 1 when it did not or threw, with the reason as a line.
 * A world that it started ends with it, however it ends; also with whoever started us.
 */
export async function runCommand(
  main: (args: readonly string[], started: Started) => Promise<boolean>,
): Promise<never> {
  let world: World | undefined;
  const leave = (): void => void Promise.resolve(world?.stop(false)).finally(() => process.exit(130));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, leave);
  process.on('disconnect', leave);
  try {
    process.exitCode = (await main(process.argv.slice(2), (started) => (world = started))) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await world?.stop(false);
    process.exitCode = 1;
  }
  // Requests that were given up may still hold their connections.
  process.exit();
}

export const print = (line: string): void => console.log(line);
