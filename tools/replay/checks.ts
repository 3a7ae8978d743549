import type { HotlineMessage, HotlineSimulator } from '../hotline-simulator/index.js';
import { numberOf, type Setting } from './entering.js';
import type { Closed } from './run.js';
import type { Found } from './streams.js';

/** One thing that must be true at the end. */
export interface Check {
  readonly what: string;
  /** What is wrong; nothing when it is right. */
  readonly wrong: readonly string[];
}

const SHOWN = 20;

/** How a check is printed. */
export function linesOf({ what, wrong }: Check): string[] {
  const more = wrong.length > SHOWN ? [`         … and ${wrong.length - SHOWN} more`] : [];
  const problems = wrong.slice(0, SHOWN).map((one) => `         ${one}`);
  return [`${wrong.length === 0 ? 'ok    ' : 'WRONG '} ${what}`, ...problems, ...more];
}

/** A line that repeats an earlier one's id and words is a ticket of its own, with a hint at the other. */
export function checkTwins(closed: readonly Closed[]): Check {
  const byLine = new Map(closed.map((one) => [one.job.line.number, one.entered]));
  const twins = closed.filter(({ job }) => byLine.has(job.line.twinOf ?? 0));
  const wrong = twins.flatMap(({ job: { line }, entered }) => {
    const first = byLine.get(line.twinOf ?? 0)?.ticketId;
    if (first === entered.ticketId) return [`line ${line.number} became the ticket of line ${line.twinOf}`];
    if (first === entered.similarTo) return [];
    return [`line ${line.number}: its hint is ${entered.similarTo ?? 'missing'}, not ${first} of line ${line.twinOf}`];
  });
  const pairs = twins.map(({ job: { line } }) => `line ${line.number} (id ${line.id}, as line ${line.twinOf})`);
  if (twins.length === 0) return { what: 'no message stands twice', wrong };
  return {
    what: `messages that stand twice are tickets of their own, with a similar-case hint: ${pairs.join(', ')}`,
    wrong,
  };
}

/** Every department found each of its orders in its own stream, and nothing of another unit. */
export function checkStreams(closed: readonly Closed[], found: readonly Found[]): Check {
  const orders = closed.flatMap(({ handled }) => handled.ticket.orders);
  const wrong = found.flatMap(({ unit, orders: told, foreign }) => {
    const own = new Set(orders.filter((order) => order.unit === unit).map(({ id }) => id));
    return [
      ...[...own].filter((id) => !told.has(id)).map((id) => `${unit} did not get its order ${id}`),
      ...[...told].filter((id) => !own.has(id)).map((id) => `${unit} got order ${id}, which is not its own`),
      ...foreign.map((other) => `${unit} got events of ${other}`),
    ];
  });
  const sum = found.reduce((total, one) => total + one.orders.size, 0);
  const busy = found.filter((one) => one.orders.size > 0).length;
  const repeated = found.reduce((total, one) => total + one.repeated, 0);
  const twice = repeated > 0 ? `, ${repeated} events came again` : '';
  return { what: `departments' streams: ${sum} orders at ${busy} of ${found.length} departments${twice}`, wrong };
}

/** 12345 was told of everything, each message once and in order. */
export function checkInbox(closed: readonly Closed[], hotline: HotlineSimulator, setting: Setting): Check {
  const lines = closed.filter(({ job }) => job.plan.channel === 'hotline');
  const wrong = lines.flatMap((one) => {
    const number = numberOf(one.job, setting);
    const problem = problemOf(one, hotline.inbox(number));
    return problem === undefined ? [] : [`line ${one.job.line.number} (${number}): ${problem}`];
  });
  const { repeats, refused } = hotline.counts();
  if (refused > 0) wrong.push(`${refused} messages were not signed`);
  const what = `12345's inbox: ${hotline.inbox().length} messages on ${lines.length} orders, ${repeats} repeats dropped`;
  return { what, wrong };
}

function problemOf({ handled: { ticket, progress } }: Closed, messages: readonly HotlineMessage[]): string | undefined {
  const { round } = ticket;
  const due = { accepted: round, progress, result: round, reopened: round - 1, closed: 1 };
  const came = (kind: string): number => messages.filter(({ message }) => message === kind).length;
  const off = Object.entries(due).filter(([kind, count]) => came(kind) !== count);
  if (off.length > 0) return off.map(([kind, count]) => `${came(kind)} × ${kind}, ${count} due`).join('; ');
  if (messages.at(0)?.message === 'accepted' && messages.at(-1)?.message === 'closed') return undefined;
  return `in the wrong order: ${messages.map(({ message }) => message).join(', ')}`;
}
