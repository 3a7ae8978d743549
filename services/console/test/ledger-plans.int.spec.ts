import { withClient } from '@gridwhistle/testing';
import { orderSearch } from '../src/ledger/order-search.js';
import type { Sight } from '../src/ledger/sight.js';
import { readableSearch, ticketCount, ticketSearch, type Sql } from '../src/ledger/ticket-search.js';
import { runningConsole, type RunningConsole } from './running-console.js';

const TICKETS = 60_000;
/** A township has 6,000 of them, and 500 are open: reading either list is no scan. */
const FEW = 7_000;

/** A year of a county: closed but for the newest, spread over ten townships, each with an order of its grid's unit. */
const FILL = `
  with given as (
    select n, lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as id,
      '522730' || lpad((100 + n % 10)::text, 3, '0') || '001001' as grid
    from generate_series(1, ${TICKETS}) n),
  tickets as (
    insert into ledger_ticket (id, state, severity, channel, category, grid, dispatcher, waiting_for, round, outcome, due_at, sequence, updated_at)
    select id::uuid, case when n > ${TICKETS} - 500 then 'assigned' when n % 20000 = 0 then 'suspended' else 'closed' end,
      case when n % 1000 = 0 then 'emergency' else 'normal' end, case when n % 5000 = 0 then 'camera' else 'resident' end,
      case when n % 3000 = 0 then '9901' else '0102' end, grid, left(grid, 9) || '-room', '{}', 1,
      case when n % 10000 = 0 then 'self-help' else 'solved' end, now() + n * interval '1 second', 3, now()
    from given),
  scopes as (
    insert into ledger_scope (scope, ticket_id)
    select scope, id::uuid from given, unnest(array['area:522730', 'area:' || left(grid, 9), 'area:' || left(grid, 12), 'area:' || grid,
      'unit:' || grid, case when n % 700 = 0 then 'unit:522730-water' end]) scope where scope is not null)
  insert into ledger_order (id, ticket_id, unit, role, tier, origin, state, waiting, verifier, category, severity, area, grid, round,
    accept_due_at, due_at, provisional, returns, sequence, issued_at, updated_at)
  select id::uuid, id::uuid, case when n % 700 = 0 then '522730-water' else grid end, 'lead', 'grid', 'route',
    case when n > ${TICKETS} - 500 then 'issued' else 'confirmed' end, false, left(grid, 9) || '-room', '0102', 'normal', left(grid, 12), grid, 1,
    now(), now(), false, 0, 3, now(), now()
  from given`;

const centre: Sight = { everything: true, scopes: ['unit:522730-centre', 'area:522730'], units: ['522730-centre'] };
const township: Sight = {
  everything: false,
  scopes: ['unit:522730103-room', 'area:522730103'],
  units: ['522730103-room'],
};
const water: Sight = { everything: false, scopes: ['unit:522730-water'], units: ['522730-water'] };

/** As many as intake may answer with. */
const NEWEST = Array.from({ length: 2_500 }, (_, index) => {
  const hex = (TICKETS - index).toString(16);
  return `${hex.padStart(8, '0')}-0000-7000-8000-${hex.padStart(12, '0')}`;
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: Plan[];
}

describe('no list reads the whole ledger', () => {
  let running: RunningConsole;

  beforeAll(async () => {
    running = await runningConsole({ consumers: 'off' });
    await withoutIndexes(() => query(FILL));
    await query('analyze ledger_ticket, ledger_scope, ledger_order');
  });
  afterAll(() => running.stop());

  const query = (text: string, values: unknown[] = []) =>
    withClient(
      running.database.url('console'),
      async (client) => (await client.query<Record<string, unknown>>(text, values)).rows,
    );

  /** Filling a table and then its indexes is several times quicker than both at once. */
  const withoutIndexes = async (work: () => Promise<unknown>): Promise<void> => {
    const indexes = await query(
      `select indexname as name, indexdef as definition from pg_indexes
       where schemaname = 'console' and tablename like 'ledger_%' and indexdef not like 'CREATE UNIQUE%'`,
    );
    for (const { name } of indexes) await query(`drop index ${String(name)}`);
    await work();
    for (const { definition } of indexes) await query(String(definition));
  };

  /** Every step of the plan as it ran. */
  const steps = async ({ text, values }: Sql): Promise<Plan[]> => {
    const [row] = await query(`explain (analyze, format json) ${text}`, values);
    const [{ Plan: root }] = row?.['QUERY PLAN'] as [{ Plan: Plan }];
    const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)];
    return all(root);
  };
  const touched = (plan: Plan): number =>
    plan['Relation Name']?.startsWith('ledger_') ? plan['Actual Rows'] * plan['Actual Loops'] : 0;

  it.each([
    ['the centre, everything', {}, centre],
    ['the centre, a frequent state', { state: 'closed' as const }, centre],
    ['the centre, a rare state', { state: 'suspended' as const }, centre],
    ['the centre, a rare category', { category: '9901' }, centre],
    ['the centre, a rare outcome', { outcome: 'self-help' as const }, centre],
    ['the centre, a rare channel', { channel: 'camera' as const }, centre],
    ['the centre, emergencies', { severity: 'emergency' as const }, centre],
    ['the centre, overdue', { overdue: 'true' as const }, centre],
    ['the centre, due soon', { dueBefore: '2026-03-02T00:00:00Z' }, centre],
    ['the centre, one unit', { unit: '522730-water' }, centre],
    ['the centre, one grid', { area: '522730104001001' }, centre],
    ['a township, everything', {}, township],
    ['a township, open tickets', { state: 'assigned' as const }, township],
    ['a township, a rare category', { category: '9901' }, township],
    ['a department, everything', {}, water],
    ['a department, a township', { area: '522730100' }, water],
  ])('%s', async (_name, filter, sight) => {
    const plan = await steps(ticketSearch(filter, sight, 51));
    expect(plan.filter((step) => step['Node Type'] === 'Seq Scan' && step['Relation Name'] !== undefined)).toEqual([]);
    expect(plan.reduce((sum, step) => sum + touched(step), 0)).toBeLessThan(FEW);
  });

  it.each([
    ['the centre, tickets with the words', {}, centre, true],
    ['the centre, a township, tickets with the words', { area: '522730104' }, centre, true],
    ['a township, all whose words it may read', {}, township, false],
    ['a township, those that have the words', {}, township, true],
    ['a department, all whose words it may read', {}, water, false],
    ['a department, those that have the words', { area: '522730100' }, water, true],
  ])('%s', async (_name, filter, sight, among) => {
    const reads = { everything: sight.everything, units: sight.units };
    const plan = await steps(readableSearch({ query: filter, sight, reads }, 10_001, among ? NEWEST : undefined));
    expect(plan.filter((step) => step['Node Type'] === 'Seq Scan' && step['Relation Name'] !== undefined)).toEqual([]);
  });

  it('gives nothing to somebody without a post', async () => {
    const nobody: Sight = { everything: false, scopes: [], units: [] };
    for (const { text, values } of [
      ticketSearch({ state: 'closed' }, nobody, 51),
      ticketCount({ state: 'closed' }, nobody),
      orderSearch({ state: 'issued' }, nobody, 51),
    ]) {
      expect(await query(text, values)).toEqual(text.includes('count') ? [{ count: 0 }] : []);
    }
  });

  it('counts to ten thousand and no further', async () => {
    const plan = await steps(ticketCount({}, centre));
    expect(plan.reduce((sum, step) => sum + touched(step), 0)).toBeLessThan(10_010);
  });

  it.each([
    ['orders of a unit', { unit: '522730-water' }, centre],
    ['open orders of all', { state: 'issued' as const }, centre],
    ['orders of one’s own units', {}, township],
    ['open orders of one’s own units', { state: 'issued' as const }, water],
  ])('%s', async (_name, filter, sight) => {
    const plan = await steps(orderSearch(filter, sight, 51));
    expect(plan.filter((step) => step['Node Type'] === 'Seq Scan' && step['Relation Name'] !== undefined)).toEqual([]);
    expect(plan.reduce((sum, step) => sum + touched(step), 0)).toBeLessThan(FEW);
  });
});
