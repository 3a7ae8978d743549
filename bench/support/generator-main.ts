/** The process of a load: takes its job, tells how it goes, hands the outcome back. */
interface LoadModule {
  run(job: unknown, tell: (note: unknown) => void, finish: AbortSignal): Promise<unknown>;
}

const finish = new AbortController();
const send = (message: object): void => void process.send?.(message);

process.on('disconnect', () => process.exit(1));
process.on('message', (message: { job?: unknown; finish?: true }) => {
  if (message.finish) return finish.abort();
  void work(message.job);
});

async function work(job: unknown): Promise<void> {
  try {
    const module = (await import(process.argv[2] ?? '')) as LoadModule;
    const outcome = await module.run(job, (note) => send({ note }), finish.signal);
    process.send?.({ outcome }, () => process.exit(0));
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, () =>
      process.exit(1),
    );
  }
}
