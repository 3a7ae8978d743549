import type { Figure, Row, Terms } from '../row.js';
import { BenchInstallation } from '../support/installation.js';
import { secondsUntil } from '../support/pause.js';
import { People } from '../support/people.js';
import { deliver, type Delivered, type Offered } from './deliver.js';

const BEATS = 200;
const SECONDS = 20;
const PATIENCE = 60;

export const row: Row = {
  id: '3',
  what: "accept → the department's consumer has its order",
  async run(say, terms) {
    const installation = await BenchInstallation.start(terms);
    const offer = await offerer(terms, installation, say);
    await offer({ perSecond: 100, seconds: 10, patience: PATIENCE });
    const calm = await offer({ perSecond: 200, seconds: SECONDS, patience: PATIENCE });
    const busy = await offer({ perSecond: 500, seconds: SECONDS, patience: PATIENCE });
    const surge = await offer({ perSecond: 2000, seconds: 60, patience: PATIENCE });
    return [
      delay('at 200/s: p50', calm.p50, 50, 25, calm),
      delay('at 200/s: p99', calm.p99, 150, 80, calm),
      delay('at 500/s: p99', busy.p99, 300, 100, busy),
      drained(surge),
    ];
  },
};

async function offerer(terms: Terms, installation: BenchInstallation, say: (line: string) => void) {
  const beats = (await People.of(installation.facts)).beats(BEATS);
  return async (offered: Offered): Promise<Delivered> => {
    await secondsUntil(async () => (await installation.backlog()) === 0, PATIENCE);
    const outcome = await deliver(terms, installation, beats, offered);
    const { p50, p99, accepted, missing, drained } = outcome;
    say(
      `${offered.perSecond}/s: ${accepted} accepted, ${missing} missing, p50 ${p50} ms, p99 ${p99} ms, drained ${drained} s`,
    );
    return outcome;
  };
}

const delay = (what: string, value: number, floor: number, stretch: number, delivered: Delivered): Figure => ({
  ...{ what, value, unit: 'ms', floor, stretch, better: 'lower' },
  beside: besideOf(delivered),
});

/** Everything that was offered must have been accepted, else nothing can be said of its delivery. */
function drained(surge: Delivered): Figure {
  const value = surge.accepted === surge.offered ? surge.drained : NaN;
  const what = 'at 2,000/s for 60 s: all accepted and delivered within';
  return { what, value, unit: 's', floor: 60, stretch: 5, better: 'lower', beside: besideOf(surge) };
}

function besideOf({
  offered,
  accepted,
  missing,
  refusals,
  errors,
  acceptP99,
  cpu,
}: Delivered): Record<string, number | string> {
  const failed = Object.entries(errors).map(([status, count]) => `${status} × ${count}`);
  return {
    ...{ offered, accepted, missing, refusals, 'accept p99 ms': acceptP99 },
    ...(failed.length > 0 ? { errors: failed.join(', ') } : {}),
    ...cpu,
  };
}
