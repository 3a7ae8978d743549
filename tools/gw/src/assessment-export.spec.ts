import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { serveJson, type JsonServer } from '@gridwhistle/testing/stage';
import readXlsx from 'read-excel-file/node';
import { exportPeriod } from './assessment-export.js';
import type { Installation } from './installation.js';

const list = '/api/v1/assessments/monthly/2026-03/facts?unit=water&indicator=in-time';
const name = { zh: '水务局', en: 'Water' };
const figure = { code: 'in-time', name, weight: 100, better: 'high', points: 66.67, list };
const unit = (code: string) => ({
  unit: code,
  name,
  indicators: [figure],
  adjustments: [],
  proposals: [],
  total: 66.67,
});
const fact = (numerator: number) => ({
  kind: 'order',
  ticketId: 't',
  countsAt: '2026-03-04T09:00:00Z',
  numerator,
  denominator: 1,
});

/** Two pages of units, and two of the facts behind each figure. */
const ANSWERS: Record<string, object> = {
  '/oidc/token': { access_token: 'token' },
  '/api/v1/assessments/monthly/2026-03?limit=200': { units: [unit('water')], proposalCap: 5, next: 'a=' },
  '/api/v1/assessments/monthly/2026-03?limit=200&cursor=a%3D': { units: [unit('urban')], proposalCap: 5 },
  [`${list}&limit=200`]: { items: [fact(1), fact(0)], next: 'b' },
  [`${list}&limit=200&cursor=b`]: { items: [fact(1)] },
};

let server: JsonServer;
let folder: string;
beforeEach(async () => {
  server = await serveJson((path) => ANSWERS[path]);
  folder = await mkdtemp(join(tmpdir(), 'export-'));
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const installation = () => ({ url: server.url, secrets: { operatorSecret: 's' } }) as Installation;
const asked = (out: string, plan = 'monthly') => ({ plan, user: 'analyst', out });

it('writes every page of units and of the facts behind them', async () => {
  const out = join(folder, 'march.xlsx');
  await exportPeriod(installation(), '2026-03', asked(out));
  const sheets = new Map((await readXlsx(out)).map(({ sheet, data }) => [sheet, data]));
  expect(
    sheets
      .get('Scores')
      ?.slice(1)
      .map(([code]) => code),
  ).toEqual(['water', 'urban']);
  expect(
    sheets
      .get('Facts')
      ?.slice(1)
      .map(([code, , , , , numerator]) => [code, numerator]),
  ).toEqual([
    ['water', 1],
    ['water', 0],
    ['water', 1],
    ['urban', 1],
    ['urban', 0],
    ['urban', 1],
  ]);
});

it('says what is wrong', async () => {
  await expect(exportPeriod(installation(), '2026-03', asked(join(folder, 'no', 'x.xlsx')))).rejects.toThrow(
    'cannot be written',
  );
  await expect(exportPeriod(installation(), '2026-03', asked('x.xlsx', 'nothing'))).rejects.toThrow('not-found');
});
