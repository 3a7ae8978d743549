import { compare, counted, named, text } from './count.js';
import type { Evidence, LogEvent } from './evidence.js';
import { grouped, lost, repeated, wrong, type Finding } from './finding.js';
import { causeOf, checkReminders, effectsOf, ledToBy, rungKey } from './reminders.js';

/** Every order has one reason: a raise, a redo, an approved whistle, an assignment, a ruling. */
export function checkOrders({ log }: Evidence): Finding {
  const issued = named(log, 'order.issued');
  const by = (origin: string): string[] =>
    issued.filter((event) => text(event, 'origin') === origin).map((event) => text(event, 'ticketId'));
  const tickets = (...names: string[]): string[] => named(log, ...names).map((event) => text(event, 'ticketId'));
  const refused = new Set(named(log, 'ticket.whistle-refused').map((event) => text(event, 'whistleId')));
  const summoned = named(log, 'whistle.approved')
    .filter((event) => !refused.has(event.aggregateId))
    .flatMap((event) =>
      [text(event, 'lead'), ...(event.data['assists'] as string[])].map((unit) => `${event.aggregateId} ${unit}`),
    );
  const whistled = issued
    .filter((event) => text(event, 'origin') === 'whistle')
    .map((event) => `${text(event, 'whistleId')} ${event.unit}`);
  const firsts = [...by('route'), ...by('assign')];
  return {
    rule: 'every order has one reason',
    looked: issued.length,
    violations: [
      ...compare('order of a raise', counted(tickets('order.raised')), counted(by('raise'))),
      ...compare('order of a redo', counted(tickets('ticket.reopened')), counted(by('redo'))),
      ...compare('order of a whistle', counted(summoned), counted(whistled)),
      ...compare('first order', counted([...new Set(tickets('ticket.assigned'))]), counted(firsts)),
    ],
  };
}

const RUNGS = [
  'order.amber',
  'order.due',
  'order.overdue',
  'ticket.call-back-due',
  'whistle.approval-due',
  'whistle.report-in-amber',
  'whistle.report-in-due',
];

/** The rung that fired although its clock stood, as it turned out: it may fire once more. */
const voidedRung = (event: LogEvent): string =>
  `${event.entity}.${text(event, 'rung')} ${event.aggregateId} ${event.entity === 'order' ? 'handling' : ''} ${text(event, 'unit')} `;

/** Each result of an order has a verification clock of its own. */
function clockOf(event: LogEvent, results: ReadonlyMap<string, readonly LogEvent[]>): string {
  const clock = text(event, 'clock');
  if (clock !== 'verification') return clock;
  const before = (results.get(event.aggregateId) ?? []).filter(({ sequence }) => sequence < event.sequence);
  return `${clock} ${before.length}`;
}

/** Each rung of each clock fired once at most, none is still to come, and each led once to what the profile says. */
export function checkRungs({
  log,
  clocks,
  now,
  escalations,
  quietHours,
  emergencies,
}: Pick<Evidence, 'log' | 'clocks' | 'now' | 'escalations' | 'quietHours' | 'emergencies'>): Finding {
  const fired = named(log, ...RUNGS);
  const results = grouped(named(log, 'order.resolved'), ({ aggregateId }) => aggregateId);
  const key = (event: LogEvent): string =>
    `${event.name} ${event.aggregateId} ${clockOf(event, results)} ${text(event, 'unit')} ${text(event, 'round')}`;
  const voided = counted(named(log, 'order.rung-voided', 'whistle.rung-voided').map(voidedRung));
  const twice = [...counted(fired.map(key))].filter(([rung, count]) => count - (voided.get(rung) ?? 0) > 1);
  const supervised = ledToBy('supervise', escalations, fired).map(rungKey);
  const late = clocks.filter(({ nextRungAt }) => nextRungAt !== null && nextRungAt < now);
  return {
    rule: 'each rung fired once and led once to what it should',
    looked: fired.length,
    violations: [
      ...twice.map(([rung, count]) => repeated(`${rung} fired ${count} times`)),
      ...late.map(({ kind, aggregateId }) =>
        lost(`a rung of the clock ${kind} of ${aggregateId} was due and did not fire`),
      ),
      ...checkReminders({ log, escalations, quietHours, emergencies }, fired),
      ...compare('supervision', counted(supervised), counted(effectsOf(log, 'supervision.opened').map(causeOf))),
    ],
  };
}

/** What 12345 is told of its tickets. */
const TOLD: Readonly<Record<string, string>> = {
  'ticket.assigned': 'accepted',
  'ticket.resolved': 'result',
  'ticket.reopened': 'reopened',
  'ticket.closed': 'closed',
  'ticket.extended': 'extended',
  'ticket.due-changed': 'extended',
  'ticket.suspended': 'suspended',
  'ticket.continued': 'continued',
  'order.accepted': 'progress accepted',
  'order.raised': 'progress raised',
  'order.waiting': 'progress whistled',
  'order.returned': 'returned',
  'extension.requested': 'extension-asked',
};

/** By the log: whatever happens to a ticket of 12345, what stands for a round once in it. */
function owedTo12345(log: readonly LogEvent[]): string[] {
  const theirs = new Set(named(log, 'hotline-order.received').map(({ aggregateId }) => aggregateId));
  const owed = log.flatMap((event) => {
    const [message, ticketId] = [TOLD[event.name], text(event, 'ticketId')];
    if (message === undefined || !theirs.has(ticketId)) return [];
    const once = ONCE_A_ROUND.includes(message);
    return [{ key: `${message} of ${ticketId}`, as: once ? text(event, 'round') : event.eventId }];
  });
  return [...grouped(owed, ({ key, as }) => `${key} ${as}`).values()].flatMap(([first]) => (first ? [first.key] : []));
}

const told12345 = ({ message, ticketId, act }: Evidence['hotline']['inbox'][number]): string =>
  `${message}${message === 'progress' ? ` ${String(act)}` : ''} of ${ticketId}`;

/** Of these the hotline is told once in each round; of the others as often as they happen. */
const ONCE_A_ROUND: readonly string[] = ['accepted', 'result', 'closed', 'reopened'];

/** 12345 got every message that the platform owes it, each once, signed. */
export function checkHotline({ log, hotline: { inbox, outgoing, repeats, refused } }: Evidence): Finding {
  const came = new Set(inbox.map(({ id }) => id));
  const known = new Set(outgoing.map(({ id }) => id));
  const same = ({ number, message, round, ...rest }: Evidence['hotline']['inbox'][number]): string =>
    `${message} of ${number}, round ${round} ${ONCE_A_ROUND.includes(message) ? '' : `${rest.at} ${String(rest['act'])} ${String(rest['unit'])}`}`;
  return {
    rule: '12345 got each message once',
    looked: outgoing.length,
    violations: [
      ...compare('message to 12345', counted(owedTo12345(log)), counted(inbox.map(told12345))),
      ...outgoing
        .filter(({ id }) => !came.has(id))
        .map(({ id, ticketId }) => lost(`message ${id} of ${ticketId} did not reach 12345`)),
      ...inbox.filter(({ id }) => !known.has(id)).map(({ id }) => wrong(`12345 got message ${id}, which nobody owes`)),
      ...[...counted(inbox.map(same))]
        .filter(([, n]) => n > 1)
        .map(([what, n]) => repeated(`12345 was told ${n} times: ${what}`)),
      ...(refused > 0 ? [wrong(`${refused} messages to 12345 were not signed`)] : []),
    ],
    resent: repeats,
  };
}
