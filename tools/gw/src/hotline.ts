import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { localTime, print, table } from './output.js';

/** A message that 12345 would not have. */
interface Parked {
  id: string;
  ticketId: string;
  message: string;
  state: string;
  at: string;
  attempts: number;
  reason?: string;
}

interface Page {
  items: Parked[];
  next?: string;
}

export async function listParked(installation: Installation, json?: boolean): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  const parked: Parked[] = [];
  for (let cursor = ''; ;) {
    const path = `/hotline/messages/parked?limit=200${cursor}`;
    const { items, next } = await call<Page>(installation, path, token);
    parked.push(...items);
    if (next === undefined) break;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  print(json, parked, () => (parked.length === 0 ? ['nothing is parked'] : table(HEADINGS, parked.map(row))));
}

const HEADINGS = ['id', 'happened', 'ticket', 'message', 'attempts', 'reason'];
const row = ({ id, at, ticketId, message, attempts, reason }: Parked): string[] => [
  id,
  localTime(at),
  ticketId,
  message,
  String(attempts),
  reason ?? '-',
];

/** `retry` sends the message again, `drop` gives it up for good. */
export async function settleParked(installation: Installation, id: string, act: 'retry' | 'drop'): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  const path = `/hotline/messages/${encodeURIComponent(id)}/${act}`;
  const { message, state } = await call<Parked>(installation, path, token, { method: 'POST' });
  console.log(`${id}: ${message} is ${state}`);
}
