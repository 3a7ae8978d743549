import type { Answered } from '../load/shortage.js';
import type { Evidence } from './evidence.js';
import { wrong, type Finding } from './finding.js';

const WITHIN_MS = 2_000;
/** A runner may be late itself, but whoever hangs for five seconds is never excused by it. */
const MOST_OWN_MS = 3_000;

/** While room or connections are short everybody is answered soon: that it is done, refused, or to be tried again later. */
export function checkAnswers({ answers }: Pick<Evidence, 'answers'>): Finding {
  return {
    rule: 'where something was short every answer came within 2 s',
    looked: answers.length,
    violations: answers.flatMap((one) => {
      const why = complaintOf(one);
      return why === undefined ? [] : [wrong(`${one.fault}: ${one.request}: ${why}`)];
    }),
  };
}

function complaintOf({ status, retryAfter, ms, ownMs }: Answered): string | undefined {
  const seconds = `${(ms / 1000).toFixed(1)} s, of which the runner was late for ${(ownMs / 1000).toFixed(1)} s`;
  if (status === undefined) return `no answer after ${seconds}`;
  if (status === 503 && !/^\d+$/.test(retryAfter ?? '')) return '503 without Retry-After';
  if (status !== 503 && (status >= 500 || status < 200)) return `answered with ${status}`;
  return ms - Math.min(ownMs, MOST_OWN_MS) > WITHIN_MS ? `${status} after ${seconds}` : undefined;
}
