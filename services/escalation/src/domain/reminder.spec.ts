import { BY_HAND, severityOf, waitsUntil, type Telling } from './reminder.js';

const quiet = { from: '22:00', to: '07:00' };
const night = new Date('2026-03-02T23:00+08:00');
const morning = new Date('2026-03-03T07:00+08:00');
const reminder: Telling = { kind: 'reminder', cause: 'order.amber', at: night, severity: 'normal' };

describe('a reminder', () => {
  it('that a rung or 12345 makes at night waits for the morning [clock 8]', () => {
    expect(waitsUntil(reminder, quiet)).toEqual(morning);
    expect(waitsUntil({ ...reminder, cause: 'hotline-order.urged' }, quiet)).toEqual(morning);
    expect(waitsUntil({ ...reminder, at: morning }, quiet)).toBeNull();
  });

  it('of an emergency, or of what may be one, goes out at once [clock 8]', () => {
    expect(waitsUntil({ ...reminder, severity: 'emergency' }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, severity: null }, quiet)).toBeNull();
  });

  it('of a whistle for an emergency goes out at once, whatever its order is [whistle 19]', () => {
    expect(severityOf('emergency')).toBe('emergency');
    expect([severityOf('problem'), severityOf('joint-enforcement'), severityOf(undefined)]).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('made by hand goes out at once, and so does what is no reminder', () => {
    expect(waitsUntil({ ...reminder, cause: BY_HAND }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, kind: 'supervision' }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, kind: 'raise' }, quiet)).toBeNull();
  });
});
