import { repartitionController, type OpenQuestion } from '@gridwhistle/registry/copy';

const TICKET = { table: 'ticket', where: `state <> 'closed'` } as const;
const ORDER = { table: 'orders', where: `state not in ('confirmed', 'raised', 'cancelled')` } as const;

/** What is meant for nobody in person has no post. */
const postOf = (person: string): string => `(${person} || ' ' || unit)`;

const QUESTIONS: readonly OpenQuestion[] = [
  { what: 'ticket-in-grid', of: 'grids', column: 'grid', ...TICKET },
  { what: 'ticket-in-area', of: 'areas', column: 'area', ...TICKET },
  { what: 'ticket-of-category', of: 'categories', column: 'category', ...TICKET },
  {
    ...{ what: 'ticket-with-limit', of: 'limits', column: 'category', table: 'ticket' },
    where: `state in ('assigned', 'suspended')`,
  },
  { what: 'ticket-dispatched', of: 'units', column: 'dispatcher', ...TICKET },
  // A whistle's orders are the whistle's.
  {
    what: 'order-held',
    of: 'units',
    column: 'unit',
    table: ORDER.table,
    where: `${ORDER.where} and whistle_id is null`,
  },
  { what: 'order-verified', of: 'units', column: 'verifier', ...ORDER },
  { what: 'order-returnable', of: 'windows', column: `text 'return'`, table: 'orders', where: `state = 'issued'` },
  { what: 'order-meant', of: 'posts', column: postOf('assignee'), ...ORDER },
  {
    ...{ what: 'receipt-owed', of: 'units', column: 'unit', table: 'receipt' },
    where: `state not in ('confirmed', 'void')`,
  },
  {
    ...{ what: 'receipt-of-person', of: 'posts', column: postOf('person'), table: 'receipt' },
    where: `state not in ('confirmed', 'void')`,
  },
  {
    ...{ what: 'directive-of-channel', of: 'channels', column: 'channel', table: 'directive' },
    where: `state in ('draft', 'issued')`,
  },
  { what: 'directive-issued', of: 'units', column: 'unit', table: 'directive', where: `state = 'issued'` },
  {
    ...{ what: 'clock-running', of: 'clocks', column: 'kind', table: 'clock', id: 'aggregate_id' },
    where: `state = 'running'`,
  },
];

/** What of tickets, orders, directives and their clocks is open. */
export const RepartitionController = repartitionController(QUESTIONS);
