import { add, sentence } from './stage.js';
import { tallyOf } from './stages.js';

const jest = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 1,
  numTodoTests: 1,
};

describe('the sum of the tests', () => {
  it('counts passed, failed and skipped ones', () => {
    expect(tallyOf({ ...jest, numFailedTests: 2 }, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('counts a file that could not be run as a failure', () => {
    expect(tallyOf({ ...jest, numRuntimeErrorTestSuites: 1 }, 1).failed).toBe(1);
  });

  it('is not green when jest ends badly with every test passed', () => {
    expect(tallyOf(jest, 1).failed).toBe(1);
  });

  it('ends in the line that CI reads', () => {
    expect(sentence(add(tallyOf(jest, 0), tallyOf(jest, 0)))).toBe('10 passed, 0 failed, 4 skipped');
  });
});
