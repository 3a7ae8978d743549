import { linesOf, type DryRun } from './profile.js';

const ids = ['a', 'b', 'c', 'd'];
const touched: DryRun = {
  version: 3,
  changes: true,
  effects: [
    {
      what: 'order-held',
      code: '522730001001001',
      count: 2,
      ids: ['x', 'y'],
      then: 'passes',
      to: '522730001001-branch',
    },
    { what: 'ticket-in-grid', code: '522730001001001', count: 30, ids, then: 'stranded' },
  ],
  problems: [{ field: 'successors', code: 'grid.stranded', message: 'grid 522730001001001 is gone' }],
};

describe('what a dry run tells people', () => {
  it('is a line for each code, with the first ids, and why it would be refused', () => {
    expect(linesOf(touched)).toEqual([
      'what            code             open  then      to                   ids',
      'order-held      522730001001001  2     passes    522730001001-branch  x y',
      'ticket-in-grid  522730001001001  30    stranded  -                    a b c …',
      'Clocks that run keep the limit they began with.',
      'It would be refused:',
      '  successors: grid 522730001001001 is gone',
    ]);
  });

  it('is what would be due at another moment, and why [partition 5]', () => {
    const effects = [{ what: 'clock-moved', code: 'order', count: 2, ids: ['x', 'y'], then: 'new-due' }];
    expect(linesOf({ ...touched, effects, problems: [] })).toEqual([
      'what         code   open  then     to  ids',
      'clock-moved  order  2     new-due  -   x y',
      'Clocks that run keep the limit they began with.',
      'What counts working time is counted anew by the next office hours and holidays.',
      'It would follow version 3.',
    ]);
  });

  it('is that nothing open is touched', () => {
    expect(linesOf({ ...touched, effects: [], problems: [] })).toEqual([
      'nothing open is touched; what is open goes on under the new profile',
      'Clocks that run keep the limit they began with.',
      'It would follow version 3.',
    ]);
  });

  it('is that nothing open is touched by what is in force', () => {
    expect(linesOf({ ...touched, changes: false, effects: [] })).toEqual([
      'this is version 3, which is in force: nothing open is touched',
    ]);
  });

  it('is whom the open matters of those who leave pass to, where only the staff is another [partition 4]', () => {
    const effects = [
      { what: 'receipt-of-person', code: 'anna water', count: 1, ids: ['x'], then: 'passes', to: 'head-water' },
    ];
    expect(linesOf({ ...touched, changes: false, effects, problems: [] })).toEqual([
      'what               code        open  then    to          ids',
      'receipt-of-person  anna water  1     passes  head-water  x',
      'Clocks that run keep the limit they began with.',
      'This is version 3: only its staff is another.',
    ]);
  });
});
