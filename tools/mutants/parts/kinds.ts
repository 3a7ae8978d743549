import type { Mutant } from '../mutant.js';
import { DISPATCH, GUARDS, HANDLING } from './files.js';

const MARKING = `${DISPATCH}/marking.ts`;

export const KINDS_OFF: readonly Mutant[] = [
  { rule: 'kind 1', file: MARKING, from: 'next: { ...ticket, kind }, events: [', to: 'next: ticket, events: [' },
  { rule: 'kind 2', file: GUARDS, from: "kind === null || kind === 'government' ||", to: 'true ||' },
  { rule: 'kind 3', file: MARKING, from: "order.origin === 'council' ?", to: 'false as boolean ?' },
  { rule: 'kind 4', file: MARKING, from: "if (kind !== 'private') return", to: 'return' },
  {
    rule: 'kind 5',
    file: `${DISPATCH}/ticket.ts`,
    from: "ticket.kind === 'private' && ticket.objection === null",
    to: "ticket.kind === 'private'",
  },
  {
    rule: 'kind 7',
    file: MARKING,
    from: 'order.waitsFor === null && isOpen(order);',
    to: "order.waitsFor === null && isOpen(order) && order.state !== 'resolved';",
  },
  {
    rule: 'kind 6',
    file: HANDLING,
    from: "ended.next.outcome === 'invalid' ? dismissTicket : resolveTicket",
    to: 'resolveTicket',
  },
];
