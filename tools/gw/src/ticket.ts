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

const row = (step: Step): string[] => [localTime(step.at), step.unit ?? '-', step.event, more(step.detail)];

/** The few details that tell a reader where it went and whether it was in time. */
function more(detail: Record<string, unknown>): string {
  const shown = [
    'role',
    'origin',
    'toUnit',
    'lead',
    'assists',
    'present',
    'absent',
    'onTime',
    'dueAt',
    'outcome',
    'by',
  ];
  return shown
    .filter((key) => detail[key] !== undefined)
    .map((key) => `${key} ${key === 'dueAt' ? localTime(String(detail[key])) : String(detail[key])}`)
    .join(', ');
}
