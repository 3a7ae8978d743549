import { fileURLToPath } from 'node:url';
import { withClient } from '@gridwhistle/testing/servers';
import type { Client } from 'pg';
import type { Figure, Row } from '../row.js';
import { CpuWatch } from '../support/cpu.js';
import { BenchInstallation } from '../support/installation.js';
import { secondsUntil } from '../support/pause.js';
import { People } from '../support/people.js';
import { applyStaff } from './staff.js';

/** Xinyang's staff. */
const TARGETS = 88_600;
const WITHIN = 180;
const LONGLI = fileURLToPath(new URL('../../profiles/longli', import.meta.url));

interface Directive {
  readonly id: string;
  readonly sequence: number;
  readonly persons: number;
}

export const row: Row = {
  id: '11',
  what: 'a directive to 88,600 persons',
  full: true,
  async run(say, terms) {
    const installation = await BenchInstallation.start(terms);
    await applyStaff(installation.facts, LONGLI, TARGETS);
    await withClient(installation.facts.databaseUrl, hasArrived);
    say('88,600 members of staff are there');
    const asked = new Asking(installation, await (await People.of(installation.facts)).centre);
    return withClient(installation.facts.databaseUrl, async (client) => {
      const draft = await asked.post('/directives', {
        ...{ channel: 'centre', title: 'Heavy rain', body: 'Look after the houses by the river', duty: 'safety' },
        to: { roles: ['member'] },
      });
      say(`counted: ${draft.persons.toLocaleString('en-US')} persons`);
      return sent(client, asked, draft, installation);
    });
  },
};

async function sent(
  client: Client,
  asked: Asking,
  draft: Directive,
  installation: BenchInstallation,
): Promise<Figure[]> {
  const watch = new CpuWatch(installation.processes);
  const began = performance.now();
  await asked.post(`/directives/${draft.id}/issue`, {}, draft.sequence);
  const durable = (performance.now() - began) / 1000;
  const rows = await countOf(client, 'select count(*)::int as count from dispatch.receipt');
  const left = async () => (await countOf(client, 'select count(*)::int as count from dispatch.outbox')) === 0;
  const rest = await secondsUntil(left, WITHIN);
  const beside = { receipts: rows, ...watch.beside() };
  const figure = (what: string, value: number, floor: number, stretch: number): Figure => {
    return { what, value, unit: 's', floor, stretch, better: 'lower', beside };
  };
  return [
    figure('88,600 targets: rows durable after', rows === TARGETS ? durable : NaN, 5, 2.5),
    figure('88,600 targets: all on the bus after', durable + rest, 20, 10),
  ];
}

/** Dispatch goes by its own copy of the staff. */
async function hasArrived(client: Client): Promise<void> {
  await secondsUntil(
    async () => (await countOf(client, 'select count(*)::int as count from dispatch.post')) >= TARGETS,
    WITHIN,
  );
}

async function countOf(client: Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(sql);
  return rows[0]?.count ?? 0;
}

/** Requests in the centre's name. */
class Asking {
  constructor(
    private readonly installation: BenchInstallation,
    private readonly authorization: string,
  ) {}

  async post(path: string, body: object, ifMatch?: number): Promise<Directive> {
    const headers = {
      ...{ authorization: this.authorization, 'content-type': 'application/json', 'idempotency-key': path },
      ...(ifMatch === undefined ? {} : { 'if-match': String(ifMatch) }),
    };
    const url = `${this.installation.facts.url}/api/v1${path}`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Directive;
  }
}
