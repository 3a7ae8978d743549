import type { Row } from '../row.js';
import { BenchInstallation } from '../support/installation.js';
import { saturate } from './saturate.js';

const ACTORS = 200;

export const row: Row = {
  id: '2',
  what: 'full lifecycles over HTTP: report, raise once, accept, resolve, confirm, rate; all services',
  async run(say, terms) {
    const installation = await BenchInstallation.start(terms);
    const { rate, beside } = await saturate(terms, installation, { actors: ACTORS, warmUp: 15, measured: 45, say });
    say(`${rate.toFixed(1)} lifecycles/s`);
    return [
      {
        what: 'lifecycles closed in the ledger',
        value: rate,
        unit: '/s',
        floor: 100,
        stretch: 300,
        better: 'higher',
        beside,
      },
    ];
  },
};
