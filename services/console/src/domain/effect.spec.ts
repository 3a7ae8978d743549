import { OPEN_KINDS, type OpenKind } from '@gridwhistle/contracts';
import { effectOf, strandings, type Fate, type Heirs } from './effect.js';

const heirs: Heirs = {
  grid: (code) => (code === 'merged' ? 'east' : undefined),
  holder: (code) => (code === 'merged' ? 'east' : undefined),
  overseer: (code) => (code === 'merged' ? 'east' : 'centre'),
  post: (code) => code.replace('anna ', 'head of '),
  isWhistle: (code) => code === 'changed',
};
const id = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const effect = (what: OpenKind, code: string) => effectOf({ what, code, count: 3, ids: [id] }, heirs);

describe('what a profile means for what is open', () => {
  it.each<[OpenKind, code: string, then: Fate, to: string | undefined]>([
    ['ticket-in-grid', 'merged', 'passes', 'east'],
    ['ticket-in-grid', 'ended', 'stranded', undefined],
    ['ticket-in-area', 'ended', 'passes', undefined],
    ['ticket-of-category', 'ended', 'stays', undefined],
    ['ticket-with-limit', 'changed', 'keeps-limit', undefined],
    ['ticket-dispatched', 'ended', 'passes', 'centre'],
    ['order-held', 'merged', 'passes', 'east'],
    ['order-held', 'ended', 'stranded', undefined],
    ['order-verified', 'ended', 'passes', 'centre'],
    ['receipt-owed', 'merged', 'passes', 'east'],
    ['receipt-owed', 'ended', 'stays', undefined],
    ['directive-issued', 'merged', 'stranded', undefined],
    ['whistle-asked', 'merged', 'stranded', undefined],
    ['whistle-summoned', 'merged', 'stranded', undefined],
    ['clock-running', 'accept', 'keeps-limit', undefined],
    ['clock-moved', 'order', 'new-due', undefined],
    ['order-returnable', 'return', 'new-limit', undefined],
    ['order-meant', 'anna east', 'stays', undefined],
    ['receipt-of-person', 'anna east', 'passes', 'head of east'],
    ['directive-of-channel', 'ended', 'keeps-limit', undefined],
    ['whistle-of-kind', 'changed', 'new-limit', undefined],
    ['whistle-of-kind', 'ended', 'stays', undefined],
  ])('%s of %s: %s to %s', (what, code, then, to) => {
    expect(effect(what, code)).toEqual({ what, code, count: 3, ids: [id], then, ...(to === undefined ? {} : { to }) });
  });

  it('is refused with everything that would be nobody’s, by name and number [partition 3]', () => {
    const problems = strandings(OPEN_KINDS.map((what) => effect(what, 'ended')));
    expect(problems.map(({ field, code, message }) => `${field} ${code}: ${message}`)).toEqual([
      'successors grid.stranded: grid ended is gone without a successor, and 3 open ticket(s) lie in it',
      'successors unit.stranded: unit ended is gone, nobody takes over, and it holds 3 open order(s)',
      'successors directive.stranded: unit ended is gone, and 3 directive(s) that it issued are not completed',
      'successors whistle.stranded: unit ended is gone, and 3 whistle(s) that it asked for are open',
      'successors whistle.stranded: unit ended is gone, and 3 open whistle(s) summon it',
    ]);
  });

  it('is allowed while somebody takes over', () => {
    expect(strandings([effect('ticket-in-grid', 'merged'), effect('order-held', 'merged')])).toEqual([]);
  });
});
