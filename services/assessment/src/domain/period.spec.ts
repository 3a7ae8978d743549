import {
  checkFreezing,
  checkOpening,
  checkPublishing,
  hasBegun,
  hasEnded,
  lies,
  meeting,
  opensByItself,
  periodAt,
  periodOf,
  type KnownPeriod,
  type PeriodState,
} from './period.js';

const midnight = { start: '00:00', zone: '+08:00' };
const noon = { start: '12:00', zone: '+08:00' };

describe('a period', () => {
  it.each([
    ['month', '2026-03', midnight, '2026-02-28T16:00:00.000Z', '2026-03-31T16:00:00.000Z'],
    ['month', '2026-12', midnight, '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['month', '2026-03', noon, '2026-03-01T04:00:00.000Z', '2026-04-01T04:00:00.000Z'],
    ['quarter', '2026-q4', midnight, '2026-09-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['year', '2026', midnight, '2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ] as const)('of a %s, %s, counts statistical days', (kind, code, day, from, to) => {
    const period = periodOf(kind, code, day);
    expect([period?.from.toISOString(), period?.to.toISOString()]).toEqual([from, to]);
  });

  it.each(['2026-13', '2026-00', '2026-3', '2026-q1', '2026', '1999-01', '2026-03 ', "2026-03'"])(
    'is not named by %s when the plan counts months',
    (code) => expect(periodOf('month', code, midnight)).toBeUndefined(),
  );

  it('begins with its first moment and has ended with the first one after it', () => {
    const march = periodOf('month', '2026-03', midnight)!;
    const before = (moment: Date) => new Date(moment.getTime() - 1);
    expect([hasBegun(march, before(march.from)), hasBegun(march, march.from)]).toEqual([false, true]);
    expect([hasEnded(march, before(march.to)), hasEnded(march, march.to)]).toEqual([false, true]);
  });
});

describe('a changed beginning of the statistical day', () => {
  const [march, april, may] = ['2026-03', '2026-04', '2026-05'].map((code) => periodOf('month', code, midnight)!);
  const later = periodOf('month', '2026-04', noon)!;

  it('leaves no hours between a period and those before and after it, and none to both [period 7]', () => {
    expect(meeting(later, [march!])).toEqual({ ...later, from: march!.to });
    expect(meeting(later, [may!])).toEqual({ ...later, to: may!.from });
    expect(meeting(may!, [later])).toEqual({ ...may!, from: later.to });
  });

  it('is nothing to others: the same period, and those that are days away', () => {
    const known = [april!, periodOf('month', '2026-02', noon)!];
    expect(meeting(later, known)).toEqual(later);
  });
});

describe('the period that runs', () => {
  it.each([
    ['month', '2026-02-28T15:59:59.999Z', midnight, '2026-02'],
    ['month', '2026-02-28T16:00:00.000Z', midnight, '2026-03'],
    ['month', '2026-03-01T03:59:59.999Z', noon, '2026-02'],
    ['month', '2026-03-01T04:00:00.000Z', noon, '2026-03'],
    ['month', '2026-12-31T16:00:00.000Z', midnight, '2027-01'],
    ['quarter', '2026-03-31T15:59:59.999Z', midnight, '2026-q1'],
    ['quarter', '2026-03-31T16:00:00.000Z', midnight, '2026-q2'],
    ['year', '2026-12-31T15:59:59.999Z', midnight, '2026'],
    ['year', '2027-01-01T03:59:59.999Z', noon, '2026'],
  ] as const)('of a %s at %s is found by the statistical day', (kind, at, day, code) => {
    expect(periodAt(kind, new Date(at), day)).toEqual(periodOf(kind, code, day));
  });

  it('holds every moment that asks for it', () => {
    const [kinds, days] = [['month', 'quarter', 'year'] as const, [midnight, noon, { start: '00:00', zone: '-03:30' }]];
    for (const kind of kinds) {
      for (const day of days) {
        for (let at = Date.UTC(2027, 10, 20); at < Date.UTC(2028, 3, 10); at += 11 * 3_600_000) {
          expect(lies(new Date(at), periodAt(kind, new Date(at), day)!)).toBe(true);
        }
      }
    }
  });
});

describe('the life of a period', () => {
  const of = (kind: 'month' | 'quarter', code: string, state: PeriodState = 'open'): KnownPeriod => ({
    ...periodOf(kind, code, midnight)!,
    state,
  });
  const refusal = (code: string) => expect.objectContaining({ code });
  const [march, april] = [of('month', '2026-03'), of('month', '2026-04')];

  it('begins once, and shares no day with another [period 1]', () => {
    expect(() => checkOpening(april, [march])).not.toThrow();
    expect(() => checkOpening(march, [march])).toThrow(refusal('assessment.period-opened'));
    expect(() => checkOpening(of('quarter', '2026-q1'), [march])).toThrow(refusal('assessment.period-overlaps'));
    expect(() => checkOpening({ ...april, from: new Date(april.from.getTime() - 1) }, [march])).toThrow(
      refusal('assessment.period-overlaps'),
    );
  });

  it('begins by itself, unless it shares days with one that was opened [period 5]', () => {
    expect([opensByItself(april, []), opensByItself(april, [march])]).toEqual([true, true]);
    expect(opensByItself(april, [march, april])).toBe(false);
    expect(opensByItself(of('quarter', '2026-q1'), [march])).toBe(false);
    expect(opensByItself({ ...april, from: new Date(april.from.getTime() - 1) }, [march])).toBe(false);
  });

  it('is frozen once, after its end [period 2]', () => {
    const before = new Date(march.to.getTime() - 1);
    const ended = { now: march.to, hasAllArrived: true };
    const early = { ...ended, now: before };
    expect(() => checkFreezing(march, ended)).not.toThrow();
    expect(() => checkFreezing(march, early)).toThrow(refusal('assessment.period-open'));
    expect(() => checkFreezing({ ...march, state: 'frozen' }, ended)).toThrow(refusal('assessment.already-frozen'));
    expect(() => checkFreezing(null, ended)).toThrow(refusal('assessment.period-not-opened'));
  });

  it('is not frozen while events are on their way that may count in it [period 4]', () => {
    const moment = { now: march.to, hasAllArrived: false };
    expect(() => checkFreezing(march, moment)).toThrow(refusal('assessment.events-outstanding'));
    expect(() => checkFreezing({ ...march, state: 'frozen' }, moment)).toThrow(refusal('assessment.already-frozen'));
  });

  it('is published frozen, and again only by a correction that names the last publication [period 3]', () => {
    const [frozen, first] = [of('month', '2026-03', 'frozen'), { last: undefined, corrects: undefined }];
    expect(() => checkPublishing(frozen, first)).not.toThrow();
    expect(() => checkPublishing(march, first)).toThrow(refusal('assessment.period-open'));
    expect(() => checkPublishing(null, first)).toThrow(refusal('assessment.period-not-opened'));
    expect(() => checkPublishing(frozen, { last: undefined, corrects: 'a' })).toThrow(
      refusal('assessment.not-the-last'),
    );
    const published = of('month', '2026-03', 'published');
    expect(() => checkPublishing(published, { last: 'b', corrects: 'b' })).not.toThrow();
    expect(() => checkPublishing(published, { last: 'b', corrects: 'a' })).toThrow(refusal('assessment.not-the-last'));
    expect(() => checkPublishing(published, { last: 'b', corrects: undefined })).toThrow(
      refusal('assessment.already-published'),
    );
  });
});
