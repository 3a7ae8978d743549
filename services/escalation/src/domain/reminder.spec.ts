import { BY_HAND, waitsUntil, type Telling } from './reminder.js';

const quiet = { from: '22:00', to: '07:00' };
const night = new Date('2026-03-02T23:00+08:00');
const morning = new Date('2026-03-03T07:00+08:00');
const reminder: Telling = { kind: 'reminder', cause: 'order.amber', at: night, now: night, severity: 'normal' };

describe('a reminder', () => {
  it('that a rung or 12345 makes at night waits for the morning [clock 8]', () => {
    expect(waitsUntil(reminder, quiet)).toEqual(morning);
    expect(waitsUntil({ ...reminder, cause: 'hotline-order.urged' }, quiet)).toEqual(morning);
    expect(waitsUntil({ ...reminder, at: morning, now: morning }, quiet)).toBeNull();
  });

  it('that is made by day and heard of at night waits for the morning as well [clock 8]', () => {
    const day = new Date('2026-03-02T21:50+08:00');
    expect(waitsUntil({ ...reminder, at: day }, quiet)).toEqual(morning);
    expect(waitsUntil({ ...reminder, at: day, severity: 'emergency' }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, now: new Date('2026-03-03T12:00+08:00') }, quiet)).toEqual(morning);
  });

  it('of an emergency, or of what may be one, goes out at once [clock 8]', () => {
    expect(waitsUntil({ ...reminder, severity: 'emergency' }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, severity: null }, quiet)).toBeNull();
  });

  it('made by hand goes out at once, and so does what is no reminder', () => {
    expect(waitsUntil({ ...reminder, cause: BY_HAND }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, kind: 'supervision' }, quiet)).toBeNull();
    expect(waitsUntil({ ...reminder, kind: 'raise' }, quiet)).toBeNull();
  });
});
