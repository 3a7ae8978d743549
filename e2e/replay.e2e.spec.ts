import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './support/system.js';

/** A short run of `npm run replay` with an installation of its own, two of whose services are killed on the way. */
const MESSAGES: readonly [category: string, title: string, body: string][] = [
  ['城乡建设', '小区停电后电梯不开', '前天停电以后，三号楼的电梯一直没有恢复，\n老人上下楼很不方便，盼望尽快处理。'],
  ['城乡建设', '楼顶漏雨', '顶楼住户家里一下雨就渗水，物业来看过两次，没有修。'],
  ['交通运输', '公交末班车太早', '晚自习放学后没有车了，\t希望末班车延后半小时。'],
  ['交通运输', '路口红绿灯不亮', '菜场门口的信号灯坏了一周。'],
  ['教育文体', '篮球架松动', '社区球场的篮球架摇晃，孩子们在下面玩，担心砸到人。'],
  ['教育文体', '学籍怎么转', '孩子要从外县转回来上学，需要带哪些材料？'],
  ['卫生计生', '预约挂号打不进', '上午一直占线，' + '请增加人手。'.repeat(400)],
  ['卫生计生', '村卫生室药品不全', '降压药缺了一个多月。'],
  ['劳动和社会保障', '工钱拖了两个月', '工地完工后一直说没有结账，十几个人等着。'],
  ['环境保护', '夜里机器声音大', '后山的加工点夜里十二点还在开机器，睡不着。'],
  ['商贸旅游', '景区停车乱收费', '牌子上写五元，出来要了二十元。'],
  ['商贸旅游', '秤不准', '早市上买的菜回家一称少了三两。'],
];

const line = ([category, title, body]: (typeof MESSAGES)[number], id: number): string =>
  JSON.stringify({ id: String(id), user: `U${id}`, title, at: '2026-01-05T08:00:00', body, category });

const folder = mkdtempSync(join(tmpdir(), 'gw-replay-e2e-'));
const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
};
const replay = (...args: string[]): Promise<string> => run('node', ['tools/bootstrap.mjs', 'replay', ...args]);

afterAll(() => rmSync(folder, { recursive: true }));

describe('a replay of a dozen messages', () => {
  let said: string;
  beforeAll(async () => {
    // The last one repeats the first with another class.
    const lines = [...MESSAGES.map(line), line(['环境保护', MESSAGES[0]![1], MESSAGES[0]![2]], 0)];
    said = await replay(file('good.jsonl', lines), '--own', '--rate', '10/s', '--kills', '2', '--seed', 'e2e');
  }, 280_000);

  it('closes every line and ends with tables that are equal', () => {
    expect(said).toContain('ok     13 lines, each posted twice: 13 tickets');
    expect(said).toContain('ok     13 closed');
    expect(said).toContain('ok     the ledger says the same of every line');
    expect(said).not.toContain('WRONG');
    const rows = [...said.matchAll(/^(grid|village|township|district) .* closed {2}(\d+) +(\d+)$/gm)];
    expect([...new Set(rows.map(([, tier]) => tier))]).toEqual(['grid', 'village', 'township', 'district']);
    for (const [, , ledger, runner] of rows) expect(ledger).toBe(runner);
    expect(rows.reduce((sum, [, , ledger]) => sum + Number(ledger), 0)).toBe(13);
  });

  it('went every way and told everybody who was to be told', () => {
    for (const way of ['raised to the village', 'raised to the township', 'whistled', 'returned', 'redone']) {
      expect(said).toMatch(new RegExp(`^${way} +([1-9]\\d*) +\\1 `, 'm'));
    }
    expect(said).toContain('similar-case hint: line 13 (id 0, as line 1)');
    expect(said).toMatch(/^ok {4} departments' streams: [1-9]/m);
    expect(said).toMatch(/^ok {4} 12345's inbox: [1-9]\d* messages on 2 orders/m);
    expect(said).toMatch(/^ok {4} 2 kills, 1 of them SIGKILL/m);
  });
});

describe('what cannot be replayed', () => {
  it('is refused before anything is posted, with every bad line', async () => {
    const bad = file('bad.jsonl', [
      line(MESSAGES[0]!, 1),
      '{"id":',
      line(['天文', 'x', 'y'], 3),
      line(['环境保护', 'x', ''], 4),
    ]);
    await expect(replay(bad)).rejects.toThrow(
      /ended with 1: .*line 2: is no JSON object\n.*line 3: its class "天文".*\n.*line 4: has no text/s,
    );
    await expect(replay(join(folder, 'none.jsonl'))).rejects.toThrow('there is no such file');
    await expect(replay(bad, '--rate', '0')).rejects.toThrow('--rate 0 is no rate');
  }, 60_000);
});
