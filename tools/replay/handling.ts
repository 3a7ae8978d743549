import { categoryOf, gridOf, type Entered, type Job, type Setting } from './entering.js';
import { until } from './http.js';
import { Matter, type OrderView, type TicketView } from './matter.js';
import { rate } from './rating.js';
import { pick } from './random.js';
import { whistleFor } from './whistling.js';
import { RESULT } from './words.js';

/** Of Longli's whistles. */
const KIND = 'difficult-problem';

/** A line that was handled to the end, as the HTTP answers told it. */
export interface Handled {
  /** Tier of the unit that did the work last. */
  readonly tier: string;
  readonly ticket: TicketView;
  /** Steps that a hotline is told of, besides results and the like. */
  readonly progress: number;
}

/** Handles one line's ticket from its first order to its archive, as the plan says. */
export async function handle(job: Job, entered: Entered, setting: Setting): Promise<Handled> {
  const matter = new Matter(setting.district, entered.ticketId);
  if (!job.plan.placed) await dispatch(job, matter, setting);
  const first = await matter.lead(1);
  await readWords(job, matter, first);
  const inHand = await climb(job, matter, await giveBackOnce(job, matter, first));
  let tier = await settle(job, matter, inHand, setting);
  if (job.plan.redone) {
    await rate(job, entered, { round: 1, satisfied: false }, setting);
    tier = await finish(job, matter, await matter.act(await matter.lead(2), 'accept'));
  }
  await rate(job, entered, { round: job.plan.redone ? 2 : 1, satisfied: true }, setting);
  const ticket = await matter.ticketWhen('the end', ({ state }) => state === 'closed');
  return { tier, ticket, progress: matter.progress };
}

/** What has no place waits as `reported`: its dispatching unit names grid and category, for 12345's also the unit. */
export async function dispatch(job: Job, matter: Matter, setting: Setting): Promise<void> {
  const ticket = await matter.ticketWhen('opening', ({ acts }) => acts.includes('assign'));
  const grid = gridOf(job, setting).code;
  const unit = job.plan.channel === 'hotline' ? { unit: grid, ...setting.district.dutyOf(grid) } : {};
  const body = { grid, category: categoryOf(job), ...unit };
  const pending = ({ state }: TicketView): boolean => state === 'reported';
  const dispatcher = setting.district.staffOf(ticket.dispatcher, 'dispatcher');
  await dispatcher.act(`/tickets/${ticket.id}`, ticket, { act: 'assign', body, pending });
}

/** The holder reads what was reported, as soon as intake knows who holds it: every character must be there. */
async function readWords({ line }: Job, { district, ticketId }: Matter, { unit }: OrderView): Promise<void> {
  const { body } = await until(
    `the words of ${ticketId} for ${unit}`,
    () => district.staffOf(unit).get<{ text: string; title?: string }>(`/tickets/${ticketId}/report`),
    ({ status }) => status === 200,
  );
  if (body.text !== line.text) throw new Error(`the words of ${ticketId} are not those of the line`);
}

/** The first holder refuses; the dispatching unit overrules, or sends the matter elsewhere. */
async function giveBackOnce({ plan }: Job, matter: Matter, order: OrderView): Promise<OrderView> {
  if (plan.returned === undefined) return order;
  const { district } = matter;
  const returned = await matter.act(order, 'return', { reason: RESULT.return });
  if (plan.returned === 'overruled') return matter.act(returned, 'overrule-return', { reason: RESULT.overruled });
  const neighbour = district.neighbourOf(order.unit, plan.dice.neighbour);
  const unit = plan.returned === 'department' ? district.departmentOf(order.category) : neighbour;
  if (unit === undefined) return matter.act(returned, 'overrule-return', { reason: RESULT.overruled });
  await matter.act(returned, 'uphold-return', { unit, reason: RESULT.upheld, ...district.dutyOf(unit) });
  return matter.lead(1);
}

/** Every tier takes the order and hands it up, until it is high enough; the last one keeps it. */
async function climb({ plan }: Job, matter: Matter, order: OrderView): Promise<OrderView> {
  const rungs = { grid: 0, village: 1, township: 2, whistle: 2 }[plan.climb];
  let accepted = await matter.act(order, 'accept');
  for (let rung = 0; rung < rungs; rung++) {
    await matter.act(accepted, 'raise', { reason: RESULT.raise });
    accepted = await matter.act(await matter.lead(1), 'accept');
  }
  return accepted;
}

/** The holder settles it, a township with a whistle by its departments. Returns the tier that did the work. */
async function settle(job: Job, matter: Matter, order: OrderView, { district, run }: Setting): Promise<string> {
  const { line, plan } = job;
  if (plan.climb !== 'whistle') return finish(job, matter, order);
  const lead = district.departmentOf(order.category);
  const others = district.departments.filter(({ code }) => code !== lead);
  const assist = pick(others, plan.dice.assist).code;
  const key = `replay-${run}-line-${line.number}-whistle`;
  const summons = { kind: KIND, lead, assist, key, result: RESULT.of(plan.outcome) };
  const [worked, township] = await whistleFor(matter, order, summons);
  await finish(job, matter, township);
  return worked.tier;
}

/** Result with proof, and the verifier's consent. */
async function finish({ plan }: Job, matter: Matter, order: OrderView): Promise<string> {
  const resolved = await matter.act(order, 'resolve', RESULT.of(plan.outcome));
  return (await matter.act(resolved, 'confirm')).tier;
}
