/** Waits until a URL answers 200; `given up` may end the wait early. @throws Error with the last answer */
export async function answersOk(url: string, withinMs: number, stop: AbortSignal): Promise<void> {
  const until = Date.now() + withinMs;
  let last = 'no answer';
  while (Date.now() < until) {
    if (stop.aborted) throw new Error('stopped while starting');
    last = await ask(url);
    if (last === 'ok') return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} is not ready after ${withinMs / 1000} s: ${last}`);
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const text = await response.text();
    return response.ok ? 'ok' : `${response.status} ${text.slice(0, 500)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
