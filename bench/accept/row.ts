import type { Figure, Row, Terms } from '../row.js';
import { acceptOverHttp, acceptWithoutHttp, acceptPlainly, type Accepted } from './contenders.js';
import { Ground } from './ground.js';
import { insertByPgbench } from './pgbench.js';

/** Machines are not equally fast all the time: the contenders take turns. */
const TURNS = { full: 3, ordinary: 2 };

export const row: Row = {
  id: '1',
  what: 'accepting reports, against a plain service and the bare database',
  async run(say, terms) {
    const ground = await Ground.start(terms, say);
    const turns: Turn[] = [];
    for (let turn = 0; turn < (terms.full ? TURNS.full : TURNS.ordinary); turn++) {
      turns.push(await takeTurn(ground, terms, say));
    }
    return figures(turns);
  },
};

interface Turn {
  readonly plain: Accepted;
  readonly http: Accepted;
  readonly method: Accepted;
  /** Statements a second. */
  readonly pgbench: number;
  readonly by: string;
}

async function takeTurn(ground: Ground, terms: Terms, say: (line: string) => void): Promise<Turn> {
  const plain = await acceptPlainly(ground, terms);
  const http = await acceptOverHttp(ground, terms);
  const method = await acceptWithoutHttp(ground, terms);
  const { rate, by } = await insertByPgbench(ground, terms, http.database as string);
  say(
    `plain ${rounded(plain.rate)}/s, over HTTP ${rounded(http.rate)}/s, method ${rounded(method.rate)}/s, ` +
      `${by} ${rounded(rate)}/s`,
  );
  return { plain, http, method, pgbench: rate, by };
}

function figures(turns: readonly Turn[]): Figure[] {
  const [plain, http] = [mean(turns.map((turn) => turn.plain.rate)), mean(turns.map((turn) => turn.http.rate))];
  const [method, bare] = [mean(turns.map((turn) => turn.method.rate)), mean(turns.map((turn) => turn.pgbench))];
  const p99 = (of: (turn: Turn) => Accepted): number => mean(turns.map((turn) => of(turn).p99));
  const by = turns[0]?.by ?? 'pgbench';
  const waits = { 'p99 ms': p99((turn) => turn.http), 'plain p99 ms': p99((turn) => turn.plain) };
  return [
    ratio('accept over HTTP ÷ plain save() service', http / plain, [4, 8], {
      'accept/s': http,
      'plain/s': plain,
      ...waits,
      ...turns.at(-1)?.http.cpu,
    }),
    ratio(`accept over HTTP ÷ ${by}`, http / bare, [0.3, 0.6], { 'accept/s': http, [`${by}/s`]: bare }),
    ratio(`command method ÷ ${by}`, method / bare, [1.3, 2.5], { 'method/s': method, [`${by}/s`]: bare }),
  ];
}

function ratio(
  what: string,
  value: number,
  [floor, stretch]: readonly [number, number],
  beside: Record<string, number | string>,
): Figure {
  return { what, value, unit: '×', floor, stretch, better: 'higher', beside };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number): string => value.toFixed(0);
