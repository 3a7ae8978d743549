import type { OrderRow, RaceEvidence, TicketRow } from './evidence.js';

/**
 * How everything about some tickets stands, in a line: each ticket with its outcome, its orders from the first on, and
 * what was asked for; then the parts that they were split into. `assigned: raised, waiting, issued assist; whistle summoned`
 */
export function standingOf(tickets: readonly string[], evidence: RaceEvidence): string {
  const found = tickets.map((id) => evidence.tickets.find((ticket) => ticket.id === id));
  const own = found.map((ticket) => (ticket ? lineOf(ticket, evidence) : 'nothing'));
  const parts = evidence.tickets.filter(({ partOf }) => partOf !== null && tickets.includes(partOf));
  return [...own, ...parts.map((part) => `part ${lineOf(part, evidence)}`).sort()].join(' | ');
}

function lineOf({ id, state, round, outcome }: TicketRow, evidence: RaceEvidence): string {
  const ofIt = <T extends { ticketId: string }>(rows: readonly T[]): T[] => rows.filter((row) => row.ticketId === id);
  const ticket = [state, outcome ?? [], round > 1 ? `round ${round}` : []].flat().join(' ');
  const orders = ofIt(evidence.orders).sort(byAge).map(orderOf).join(', ');
  const asked = (['whistle', 'extension', 'suspension'] as const).flatMap((kind) =>
    ofIt(evidence[`${kind}s`]).map((one) => `${kind} ${one.state}`),
  );
  return [`${ticket}: ${orders}`, ...asked.sort()].join('; ');
}

/** What one decision issued came at one moment: its lead first. */
const byAge = (one: OrderRow, other: OrderRow): number =>
  one.issuedAt.getTime() - other.issuedAt.getTime() ||
  Number(one.role === 'assist') - Number(other.role === 'assist') ||
  (one.id < other.id ? -1 : 1);

function orderOf({ state, role, waitsFor }: OrderRow): string {
  return [waitsFor === null ? state : 'waiting', role === 'assist' ? role : []].flat().join(' ');
}
