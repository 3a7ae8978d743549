import { isQuiet } from '@gridwhistle/clocks';
import type { EscalationAct } from '@gridwhistle/registry';
import { advanceClock } from '../../tools/gw/src/clock.js';
import { until } from '../../tools/replay/http.js';
import type { Step } from '../acts.js';
import type { Lateness } from './move.js';
import type { Stage } from './stage.js';

/** What somebody's lateness leads to, as the unit is told. */
const TOLD: Partial<Readonly<Record<EscalationAct, string>>> = {
  remind: 'reminder.sent.v1',
  supervise: 'supervision.opened.v1',
};
const LEAP = '2h';
/** Longer than anybody's night. */
const NIGHT = '12h';
const MOST_LEAPS = 60;

const departments = (stage: Stage): [lead: string, assist: string] => [stage.unit('lead'), stage.unit('assist')];

const timeline = ({ scene, hands }: Stage): Promise<Step[]> =>
  scene.district.centre.list<Step>(`/tickets/${hands.ticketId}/timeline`);

/** Nothing has left the township: the wish stands in the ledger, and in no department's stream. */
export async function silence(stage: Stage): Promise<void> {
  await until(
    'the wish in the ledger',
    () => timeline(stage),
    (steps) => steps.some(({ event }) => event === 'whistle.requested'),
  );
  for (const unit of departments(stage)) {
    const told = (await stage.streams.events(unit)).filter(({ ticketid }) => ticketid === stage.hands.ticketId);
    if (told.length > 0) throw new Error(`${unit} was told before anybody approved: ${told[0]?.type}`);
  }
}

/** Each department finds its own order in its own stream, and nothing of another's. */
export async function orders(stage: Stage): Promise<void> {
  const units = departments(stage);
  const found = await until(
    'the orders in the streams',
    () => stage.streams.found(units, new Set([stage.hands.ticketId])),
    (all) => all.every((one) => one.orders.size > 0),
  );
  for (const { unit, orders: own, foreign } of found) {
    if (own.size !== 1 || foreign.length > 0)
      throw new Error(`${unit}: ${own.size} orders, others of ${foreign.join()}`);
  }
}

/** Each rung fires once for the assist and never for the lead, and so does what the profile has follow. */
export async function lateness(stage: Stage, late: Lateness): Promise<void> {
  const [lead, assist] = departments(stage);
  const last = late.rungs.at(-1) ?? '';
  for (let leap = 0; timesOf(late, last, assist, await timeline(stage)) === 0; leap++) {
    if (leap === MOST_LEAPS) throw new Error(`${last} of ${assist} did not fire in ${leap} × ${LEAP}`);
    await advanceClock(stage.scene.installation, LEAP, {});
  }
  const steps = await timeline(stage);
  for (const rung of late.rungs) {
    const [own, other] = [assist, lead].map((unit) => timesOf(late, rung, unit, steps));
    if (own !== 1 || other !== 0) throw new Error(`${rung} fired ${own} times for ${assist}, ${other} for ${lead}`);
  }
  const quiet = late.rungs.some((rung) =>
    steps.some(({ event, at }) => event === rung && isQuiet(stage.scene.profile.quietHours, new Date(at))),
  );
  // Whom a rung reminds at night hears of it in the morning.
  if (quiet) await advanceClock(stage.scene.installation, NIGHT, {});
  await followed(stage, late, assist);
}

const timesOf = ({ clock }: Lateness, rung: string, unit: string, steps: readonly Step[]): number =>
  steps.filter(
    ({ event, detail }) =>
      event === rung && detail['unit'] === unit && (clock === undefined || detail['clock'] === clock),
  ).length;

async function followed({ scene, hands, streams }: Stage, { rungs }: Lateness, unit: string): Promise<void> {
  const wanted = rungs.flatMap((rung) => scene.profile.escalationsOn(rung).map(({ act }) => `${TOLD[act]} by ${rung}`));
  const told = async (): Promise<string[]> =>
    (await streams.events(unit))
      .filter(({ ticketid, data }) => ticketid === hands.ticketId && rungs.includes(String(data['cause'])))
      .map(({ type, data }) => `${type} by ${String(data['cause'])}`);
  await until(
    `what ${unit} is told: ${wanted.join(', ')}`,
    told,
    (found) => found.sort().join() === wanted.sort().join(),
  );
}
