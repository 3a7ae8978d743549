import type { Person } from './person.js';
import type { Fate } from './tally.js';

interface LedgerTicket {
  readonly id: string;
  readonly state: string;
  readonly outcome?: string;
  readonly round: number;
}

interface LedgerOrder {
  readonly id: string;
  readonly ticketId: string;
  readonly tier: string;
  readonly role: string;
  readonly origin: string;
  readonly state: string;
  readonly parentId?: string;
  readonly whistleId?: string;
  readonly returns: number;
}

/** The ledger's account of the tickets of this run, by ticket; read page by page in the centre's name. */
export async function readLedger(centre: Person, ticketIds: ReadonlySet<string>): Promise<Map<string, Fate>> {
  // Ids grow with time and lists begin with the newest: what comes below the oldest ticket is of an earlier day.
  const oldest = [...ticketIds].sort()[0] ?? '';
  const enough = (page: readonly { id: string }[]): boolean => page.some(({ id }) => id < oldest);
  const tickets = await centre.list<LedgerTicket>('/tickets', enough);
  const orders = byTicket(await centre.list<LedgerOrder>('/orders', enough));
  const ours = tickets.filter(({ id }) => ticketIds.has(id));
  return new Map(ours.map((ticket) => [ticket.id, fateOf(ticket, orders.get(ticket.id) ?? [])]));
}

/** How many tickets the ledger has in all, whoever reported them. */
export async function countTickets(centre: Person): Promise<number> {
  return (await centre.get<{ count: number }>('/tickets?limit=1')).body.count;
}

function byTicket(orders: readonly LedgerOrder[]): Map<string, LedgerOrder[]> {
  const tickets = new Map<string, LedgerOrder[]>();
  for (const order of orders) tickets.set(order.ticketId, [...(tickets.get(order.ticketId) ?? []), order]);
  return tickets;
}

function fateOf({ state, outcome, round }: LedgerTicket, orders: readonly LedgerOrder[]): Fate {
  const raisedTo = (tier: string): boolean => orders.some((order) => order.origin === 'raise' && order.tier === tier);
  return {
    state,
    tier: workerOf(orders)?.tier ?? 'nobody',
    outcome: outcome ?? 'none',
    round,
    toVillage: raisedTo('village'),
    toTownship: raisedTo('township'),
    whistled: orders.some(({ whistleId }) => whistleId !== undefined),
    returned: orders.some(({ returns }) => returns > 0),
    redone: orders.some(({ origin }) => origin === 'redo'),
  };
}

/** Who did the work: the newest confirmed lead order that did not wait for another lead. */
function workerOf(orders: readonly LedgerOrder[]): LedgerOrder | undefined {
  const waited = new Set(orders.filter(({ role }) => role === 'lead').map(({ parentId }) => parentId));
  const done = orders.filter(({ id, role, state }) => role === 'lead' && state === 'confirmed' && !waited.has(id));
  return done.sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
}
