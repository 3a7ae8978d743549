import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '@gridwhistle/testing/servers';
import type { World } from '../faults/world/world.js';
import { moveTo } from '../tools/gw/src/clock.js';

/** Time is moved in the middle of so long, in which commands come at random: a service looks for what is due five times a second. */
const AROUND_MS = 700;

/** Does the work of each at a random moment around that at which time comes to the last rung of all these clocks. */
export async function asTheyFallDue<T>(
  world: World,
  { kind, tickets, dice }: { kind: string; tickets: readonly string[]; dice: () => number },
  works: readonly (() => Promise<T>)[],
): Promise<T[]> {
  return withClient(world.adminUrl, async (client) => {
    const { rows } = await client.query<{ at: Date | null }>(LAST_RUNG, [tickets, kind]);
    const at = rows[0]?.at;
    if (!at) throw new Error(`no clock ${kind} runs`);
    const moved = delay(AROUND_MS / 2).then(() => moveTo(client, at.getTime()));
    const done = await Promise.all(works.map((work) => delay(dice() * AROUND_MS).then(work)));
    await moved;
    return done;
  });
}

const CLOCKS = ['dispatch', 'escalation'].map(
  (schema) => `select rungs from ${schema}.clock
  where ticket_id = any($1::uuid[]) and kind = $2 and state = 'running'`,
);

const LAST_RUNG = `select max((rung->>'at')::timestamptz) as at
  from (${CLOCKS.join(' union all ')}) clock, jsonb_array_elements(rungs) rung`;
