import { setTimeout as delay } from 'node:timers/promises';

/** So many refusals in a row: one may be a start or a slow disk. */
const REFUSALS = 3;
/** Between two looks, and how long a server that was started again gets before the next one. */
const PACE = { lookMs: 2_000, pauseMs: 10_000 };
const ANSWER_MS = 2_000;

/** What a service says of its outbox. */
interface Outbox {
  readonly refusal: string | null;
}

export interface Watched {
  /** Base URLs of the services. */
  readonly services: readonly string[];
  readonly internalKey: string;
  readonly say: (line: string) => void;
  readonly restart: () => Promise<void>;
}

/**
 * A nats-server whose disk was full goes on answering and stores nothing more, also when there is room again, until it is
 * started anew. So somebody has to: `restart` is called when a service says again and again that the stream refuses.
 */
export async function watchBus(watched: Watched, signal: AbortSignal, { lookMs, pauseMs } = PACE): Promise<void> {
  const pause = (milliseconds: number) => delay(milliseconds, undefined, { signal }).catch(() => undefined);
  for (let refusals = 0; !signal.aborted; await pause(lookMs)) {
    const refusal = await refusalOf(watched);
    refusals = refusal === undefined ? 0 : refusals + 1;
    if (refusals < REFUSALS || signal.aborted) continue;
    watched.say(`the bus takes nothing (${refusal}); starting it again`);
    refusals = 0;
    await watched.restart();
    await pause(pauseMs);
  }
}

/** A service that does not answer says nothing about the bus. */
async function refusalOf({ services, internalKey }: Watched): Promise<string | undefined> {
  const ask = async (url: string): Promise<string | null> => {
    const headers = { authorization: `Bearer ${internalKey}` };
    const answer = await fetch(`${url}/internal/outbox`, { headers, signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.ok ? ((await answer.json()) as Outbox).refusal : null;
  };
  const found = await Promise.all(services.map((url) => ask(url).catch(() => null)));
  return found.find((refusal) => refusal !== null) ?? undefined;
}
