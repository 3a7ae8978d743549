import fc from 'fast-check';
import { cellOf, cellsAround, metresBetween, mostSimilar, sameWordsKey, type Place } from './similar-case.js';

const here: Place = [106.98, 26.45];
const north = (metres: number): Place => [here[0], here[1] + metres / 111_195];
const candidate = (id: string, place: Place | undefined, sameWords = false) => ({ id, place, sameWords });

describe('the similar-case hint', () => {
  it('measures metres', () => {
    expect(metresBetween(here, north(50))).toBeCloseTo(50, 3);
    expect(metresBetween([106.98, 26.45], [106.99, 26.45])).toBeCloseTo(995.5, 0);
  });

  it('names the nearest within the limit, and the limit itself counts [rule 7a]', () => {
    const candidates = [candidate('far', north(60)), candidate('edge', north(49.9)), candidate('near', north(20))];
    expect(mostSimilar(here, candidates, 50)).toBe('near');
    expect(mostSimilar(here, candidates.slice(0, 2), 50)).toBe('edge');
    expect(mostSimilar(here, candidates.slice(0, 1), 50)).toBeUndefined();
  });

  it('prefers the very same words, also where there is no place', () => {
    expect(mostSimilar(here, [candidate('near', north(1)), candidate('twin', undefined, true)], 50)).toBe('twin');
    expect(mostSimilar(undefined, [candidate('twin', undefined, true)], 50)).toBe('twin');
    expect(mostSimilar(undefined, [candidate('near', here)], 50)).toBeUndefined();
  });

  it('compares words by letters and digits only', () => {
    expect(sameWordsKey('Leak, at No. 5!', 'urgent')).toBe(sameWordsKey('leak at no 5', 'URGENT '));
    expect(sameWordsKey('Leak at No. 5')).not.toBe(sameWordsKey('Leak at No. 6'));
  });

  it('looks into every cell that a near place can lie in', () => {
    const degrees = fc.tuple(
      fc.double({ min: 73, max: 135, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
    );
    const step = fc.double({ min: -0.0008, max: 0.0008, noNaN: true });
    fc.assert(
      fc.property(degrees, step, step, (place, dLon, dLat) => {
        const other: Place = [place[0] + dLon, place[1] + dLat];
        const near = metresBetween(place, other) <= 50;
        return !near || cellsAround(place, 50).includes(cellOf(other));
      }),
    );
  });
});
