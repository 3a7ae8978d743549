import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { MUTANTS } from './mutants.js';
import { quotedIn, readRules, rulesOf } from './rules.js';
import { mutated } from './run.js';
import { specsByRule } from './specs.js';

const rules = readRules();
const ids = (state?: string): string[] => rules.filter((rule) => !state || rule.state === state).map(({ id }) => id);

describe('the list of rules', () => {
  it('numbers each rule once, and says of each whether it holds', () => {
    expect(rules.length).toBeGreaterThan(80);
    expect(new Set(ids()).size).toBe(rules.length);
    expect(rules.filter(({ state }) => !['holds', 'open'].includes(state))).toEqual([]);
  });

  it('has a test for each rule that holds, and no test quotes another', () => {
    expect([...specsByRule().keys()].sort()).toEqual(ids('holds').sort());
  });

  it('has one mutant for each rule that holds', () => {
    expect(MUTANTS.map(({ rule }) => rule).sort()).toEqual(ids('holds').sort());
  });

  it.each(MUTANTS.map((mutant) => [mutant.rule, mutant] as const))('%s can be switched off', (_rule, mutant) => {
    const text = readFileSync(join(CHECKOUT, mutant.file), 'utf8');
    expect(mutated(text, mutant)).not.toBe(text);
  });

  it('is read line by line, and quoted in brackets', () => {
    expect(rulesOf('| rule 3a | Says so. | holds |\n| --- | --- | --- |\n| rule | says | state |')).toEqual([
      { id: 'rule 3a', says: 'Says so.', state: 'holds' },
    ]);
    expect(quotedIn(`it('does it [rule 3a] [whistle 11]')`)).toEqual(['rule 3a', 'whistle 11']);
  });
});
