import { parseStat } from './proc.js';

it('reads parent and CPU time of a process whose name has spaces and brackets', () => {
  const line = '4711 (a (b) c) S 42 4711 4711 0 -1 4194304 5 0 0 0 150 50 20 10 20 0 1 0 99 1000 10';
  expect(parseStat(line)).toEqual({ pid: 4711, parent: 42, cpu: 2.3 });
});
