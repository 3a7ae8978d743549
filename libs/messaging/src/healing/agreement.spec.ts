import { lastAgreeing, type Noted } from './agreement.js';
import { NOT_YET, startOf, type PartStart } from './positions.js';

const notes: Noted[] = Array.from({ length: 1_000 }, (_, index) => ({
  position: index * 100,
  eventId: `event ${index}`,
  at: new Date(0),
}));

describe('the last note that the stream agrees with', () => {
  it.each([0, 1, 417, 999])('is found when the first %i do, with few looks', async (count) => {
    let looks = 0;
    const agrees = async ({ position }: Noted): Promise<boolean> => {
      looks += 1;
      return position < count * 100;
    };
    expect((await lastAgreeing(notes, agrees))?.position).toBe(count === 0 ? undefined : (count - 1) * 100);
    expect(looks).toBeLessThanOrEqual(10);
  });

  it('is none of none', async () => {
    expect(await lastAgreeing([], async () => true)).toBeUndefined();
  });
});

describe('where a durable goes on in a new stream', () => {
  const part = (some: Partial<PartStart> = {}): PartStart => ({
    stream_created: 'new',
    heal_until: 50,
    unsent: null,
    known: true,
    position: 20,
    ...some,
  });

  it('is the first message of any partition that it had not acknowledged', () => {
    expect(startOf([part(), part({ position: 7 }), part({ position: null })], 'new', 30, 3)).toBe(7);
  });

  it('is the end when nothing was left', () => {
    expect(startOf([part({ position: null }), part({ position: null })], 'new', 30, 2)).toBe(31);
  });

  it('is the beginning for a durable that the service has never seen', () => {
    expect(startOf([part(), part({ known: false })], 'new', 30, 2)).toBe(1);
  });

  it.each([
    ['a partition was not compared yet', [part({ stream_created: 'old' }), part()]],
    ['a partition is not there yet', [part()]],
    ['what was put back is not sent yet', [part({ unsent: 50 }), part()]],
    ['its first message is on its way', [part({ position: null, unsent: 60 }), part()]],
  ])('is not known while %s', (_, starts) => {
    expect(startOf(starts, 'new', 30, 2)).toBe(NOT_YET);
  });
});
