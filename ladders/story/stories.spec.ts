import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@gridwhistle/registry';
import { by } from './move.js';
import { checkSteps, type Done } from './steps.js';
import { STORIES } from './stories.js';

const profiles = fileURLToPath(new URL('../../profiles', import.meta.url));
const stepsOf = (name: string) =>
  JSON.parse(readFileSync(join(profiles, name, 'steps.json'), 'utf8')) as Pick<Profile['document'], 'steps'>;
const document = (name: string) => ({ document: stepsOf(name) as Profile['document'] });

/** The moves of a locality's stories, as if all of them had been made. */
const movesOf = (name: string): Done[] =>
  (STORIES[name] ?? []).flatMap(({ moves }) =>
    moves.flatMap((move) => ('act' in move ? [{ move, unit: 'somebody' }] : [])),
  );

describe.each(readdirSync(profiles))('the story of %s', (name) => {
  it('makes every step of its profile, as that act and by whom the profile names', () => {
    expect(movesOf(name).length).toBeGreaterThan(0);
    expect(checkSteps(document(name), movesOf(name)).wrong).toEqual([]);
  });

  it('names no step that the profile does not have', () => {
    const codes = stepsOf(name).steps.map(({ code }) => code);
    const named = movesOf(name).flatMap(({ move }) => move.step ?? []);
    expect(named.filter((step) => !codes.includes(step))).toEqual([]);
  });

  it('ends each matter with a satisfied reporter', () => {
    for (const { moves } of STORIES[name] ?? []) {
      const last = moves.at(-1);
      expect(last && 'act' in last && last.solved).toBe(true);
    }
  });
});

it('a step that nobody made, that was another act, or that was another’s to make, is wrong', () => {
  const steps = [
    { code: 'take', name: { zh: '接单', en: 'Take' }, act: 'order.accept', by: 'holder: the grid' },
    { code: 'do', name: { zh: '办单', en: 'Do' }, act: 'order.resolve', by: 'holder' },
    { code: 'check', name: { zh: '核验', en: 'Check' }, act: 'order.confirm', by: 'verifier: the centre' },
    { code: 'show', name: { zh: '晒单', en: 'Show' }, by: 'dispatching unit: no act' },
  ];
  const done = [by('grid', 'order.raise', 'take'), by('grid', 'order.confirm', 'check')].map((move) => ({
    move,
    unit: '',
  }));
  expect(checkSteps({ document: { steps } as Profile['document'] }, done).wrong).toEqual([
    'take: is order.accept, was played as order.raise',
    'do: nobody made it',
    "check: is the verifier's, was played by grid",
  ]);
});
