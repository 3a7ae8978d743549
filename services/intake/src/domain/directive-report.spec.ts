import { foundOnTheWay } from './directive-report.js';

const directiveId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a61';

describe('a matter found on the way of a directive', () => {
  it('is a report that names the directive [directive 6]', () => {
    expect(foundOnTheWay(directiveId, true)).toEqual({ directiveId, problems: [] });
  });

  it('names none when a resident reports it, who is told so', () => {
    expect(foundOnTheWay(directiveId, false).problems).toMatchObject([
      { field: 'directiveId', code: 'auth.forbidden' },
    ]);
    expect(foundOnTheWay(undefined, false)).toEqual({ directiveId: undefined, problems: [] });
  });
});
