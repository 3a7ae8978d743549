import { allCommands, parseContract, problemsOf, type ContractClass } from './index.js';

const ODD: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 99, 1e9, '', ' ', 'a', 'A b', 'x'.repeat(65), 'x'.repeat(20_000), 'a\0b', '\u{1f600}'],
  ...[[], [1, 2], ['a'], [{}], {}, { type: 'Point', coordinates: [1, 2] }, { type: 'Point', coordinates: [1, 200] }],
  ...[{ unknown: 1 }, '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b', '2026-03-02T09:00:00+08:00', '522730001001001'],
];

/** The example with one field changed, left out or added, at every depth. */
function variants(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one, n) => variants(one).map((odd) => value.with(n, odd)));
  if (typeof value !== 'object' || value === null) return [...ODD];
  const fields = Object.entries(value);
  const changed = fields.flatMap(([key, old]) => [...ODD, ...variants(old)].map((odd) => ({ ...value, [key]: odd })));
  const without = fields.map(([key]) => Object.fromEntries(fields.filter(([other]) => other !== key)));
  return [...changed, ...without, { ...value, unknown: 1 }];
}

const takes = (cls: ContractClass, plain: unknown): boolean => {
  try {
    parseContract(cls, plain);
    return true;
  } catch {
    return false;
  }
};

describe('the compiled check and the check of each field agree', () => {
  test.each(allCommands().map((command) => [command.name, command] as const))('on %s', (_name, { cls, example }) => {
    for (const plain of [example, ...variants(example), ...ODD]) {
      const right = problemsOf(cls, plain).length === 0;
      if (takes(cls, plain) !== right) throw new Error(`${JSON.stringify(plain)} is ${right ? 'right' : 'wrong'}`);
    }
  });
});
