import { DomainError } from './errors.js';
import { lifecycle, type Guard } from './lifecycle.js';

type State = 'open' | 'done';
const paid: Guard<{ paid: boolean }> = {
  name: 'paid',
  check: (c) => (c.paid ? undefined : { code: 'conflict', message: 'is not paid' }),
};
const bill = lifecycle<State, 'write' | 'settle', { paid: boolean }>({
  name: 'bill',
  states: ['open', 'done'],
  final: ['done'],
  transitions: [
    { from: null, act: 'write', to: 'open', by: 'clerk' },
    { from: 'open', act: 'settle', to: 'done', by: 'clerk', guards: [paid] },
  ],
});

describe('a lifecycle', () => {
  it('moves along its table', () => {
    expect(bill.next(null, 'write', { paid: false })).toBe('open');
    expect(bill.next('open', 'settle', { paid: true })).toBe('done');
  });

  it('refuses an act the table does not know from here, naming what is possible', () => {
    expect(() => bill.next('done', 'settle', { paid: true })).toThrow(
      expect.objectContaining({ code: 'lifecycle.wrong-transition', message: expect.stringContaining('nothing more') }),
    );
    expect(() => bill.next(null, 'settle', { paid: true })).toThrow(/possible now: write/);
  });

  it('refuses by its guards with all refusals', () => {
    expect(() => bill.next('open', 'settle', { paid: false })).toThrow(DomainError);
    expect(() => bill.next('open', 'settle', { paid: false })).toThrow('is not paid');
  });

  it('draws itself', () => {
    expect(bill.diagram()).toContain('open --> done: settle [paid] (clerk)');
  });

  it.each([
    ['an unreachable state', { states: ['open', 'done', 'lost'] as never }, /lost cannot be reached/],
    ['a dead end', { final: [] }, /done is a dead end/],
    [
      'an unknown state',
      { transitions: [{ from: null, act: 'write', to: 'gone' as never, by: 'x' }] },
      /unknown state gone/,
    ],
    [
      'two rows for one act',
      { transitions: [...bill.table.transitions, bill.table.transitions[1]!] },
      /two rows for open/,
    ],
    ['nothing that creates it', { transitions: [bill.table.transitions[1]!] }, /nothing creates it/],
  ])('is refused at start-up with %s', (_name, change, message) => {
    expect(() => lifecycle({ ...bill.table, ...change })).toThrow(message);
  });
});
