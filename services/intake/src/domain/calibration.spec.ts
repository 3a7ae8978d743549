import { Calibration } from './calibration.js';
import { sharesOf } from './classifier.js';

const scores = (margin: number): Float64Array => Float64Array.of(margin, 0);

describe('a calibration', () => {
  it('makes nobody certain by few texts that are all right', () => {
    const calibration = new Calibration();
    for (let n = 0; n < 20; n += 1) calibration.add(scores(2), 0);
    const { sharpness } = calibration.result();
    expect(sharesOf(scores(2), sharpness)[0]).toBeGreaterThan(0.9);
    expect(sharesOf(scores(2), sharpness)[0]).toBeLessThan(0.98);
    expect(sharesOf(scores(0.2), sharpness)[0]).toBeLessThan(0.65);
  });

  it('is as sure as it is right', () => {
    const calibration = new Calibration();
    for (let n = 0; n < 1_000; n += 1) calibration.add(scores(3), n % 4 === 0 ? 1 : 0);
    const { sharpness, reach } = calibration.result();
    expect(sharesOf(scores(3), sharpness)[0]).toBeCloseTo(0.75, 1);
    expect(reach.find(({ threshold }) => threshold === 0.5)).toEqual({ threshold: 0.5, reached: 1_000, right: 750 });
    expect(reach.find(({ threshold }) => threshold === 0.9)).toEqual({ threshold: 0.9, reached: 0, right: 0 });
  });
});
