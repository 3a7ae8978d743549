import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { localTime, print, table } from './output.js';

interface Step {
  at: string;
  event: string;
  unit?: string;
  detail: Record<string, unknown>;
}

interface Ticket {
  id: string;
  state: string;
  severity: string;
  category?: string;
  grid?: string;
  round: number;
  outcome?: string;
  dueAt?: string;
}

/** Prints a ticket's way through the tiers. */
export async function showTicket(installation: Installation, id: string, json?: boolean): Promise<void> {
  const token = await tokenFor(installation, 'operator');
  const ticket = await call<Ticket>(installation, `/tickets/${encodeURIComponent(id)}`, token);
  const { items } = await call<{ items: Step[] }>(installation, `/tickets/${encodeURIComponent(id)}/timeline`, token);
  print(json, { ...ticket, timeline: items }, () => [
    `ticket ${ticket.id}`,
    `${ticket.state}${ticket.outcome ? ` (${ticket.outcome})` : ''}, ${ticket.severity}, round ${ticket.round}`,
    `category ${ticket.category ?? '-'}, grid ${ticket.grid ?? '-'}, due ${ticket.dueAt ? localTime(ticket.dueAt) : '-'}`,
    '',
    ...table(['when', 'unit', 'what', 'more'], items.map(row)),
  ]);
}

const row = ({ at, unit, event, detail }: Step): string[] => [
  localTime(at),
  unit ?? '-',
  event,
  more({ ...detail, ...(detail['unit'] === unit ? { unit: undefined } : {}) }),
];

const TIMES = new Set(['dueAt', 'until']);

/** The few details that tell a reader where it went and whether it was in time. */
function more(detail: Record<string, unknown>): string {
  const shown = [
    'unit',
    'role',
    'origin',
    'toUnit',
    'lead',
    'assists',
    'present',
    'absent',
    'onTime',
    'dueAt',
    'until',
    'outcome',
    'by',
  ];
  return shown
    .filter((key) => detail[key] !== undefined)
    .map((key) => `${key} ${TIMES.has(key) ? localTime(String(detail[key])) : String(detail[key])}`)
    .join(', ');
}
