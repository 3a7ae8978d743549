/**
 * Loaded by every stage: when its runner was killed nobody waits for it, and its tests would only slow the next run. What
 * a stage starts itself inherits this, and is none of the runner's children.
 */
const runner = new URL(import.meta.url).searchParams.get('runner');
if (runner === String(process.ppid)) {
  process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
  process.channel?.unref();
}
