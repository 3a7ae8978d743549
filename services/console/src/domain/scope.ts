import type { LedgerTicket } from './ledger-ticket.js';

/**
 * What makes a ticket visible: the areas it lies in, the units that have to do with it, and the department that may claim
 * it. A caller's scopes and a ticket's are compared as text, which one index answers.
 */
export type Scope = `area:${string}` | `unit:${string}` | `claim:${string}`;

export const areaScope = (code: string): Scope => `area:${code}`;
export const unitScope = (code: string): Scope => `unit:${code}`;
export const claimScope = (code: string): Scope => `claim:${code}`;

/** National codes nest by prefix, at these lengths: city, county, township, village, grid, micro-grid. */
const CODE_LENGTHS = [4, 6, 9, 12, 15, 17];

/** The district, every area that the ticket's grid lies in, and its dispatching unit. */
export function scopesOfTicket(ticket: LedgerTicket, district: string): Scope[] {
  const place = ticket.grid ?? ticket.area ?? district;
  const areas = CODE_LENGTHS.filter((length) => length <= place.length).map((length) => place.slice(0, length));
  const within = [...new Set([district, ...areas])].filter((code) => code.length >= district.length);
  return [...within.map(areaScope), ...(ticket.dispatcher ? [unitScope(ticket.dispatcher)] : [])];
}
