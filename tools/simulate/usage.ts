import { cpuOf, memoryOf } from '../../bench/support/proc.js';
import { readRun } from '../start/run-file.js';
import type { Scene } from './scene.js';

/** What a run has taken so far, in this process's life. */
export interface Usage {
  /** Milliseconds. */
  readonly at: number;
  readonly tickets: number;
  /** Seconds of CPU by process: the runner, each service, PostgreSQL, NATS. */
  readonly cpu: Readonly<Record<string, number>>;
  /** Megabytes of all of them. */
  readonly memory: number;
}

export function usageOf({ tally, installation }: Scene): Usage {
  const children = Object.entries(readRun(installation.folder)?.children ?? {}).map(([name, { pid }]) => [name, pid]);
  const cpu = cpuOf({ ...(Object.fromEntries(children) as Record<string, number>), all: process.pid });
  return { at: performance.now(), tickets: tally.of('report'), cpu, memory: memoryOf(process.pid) };
}

/** What the part took that lies between the two. */
export function usedLines(before: Usage, after: Usage): string[] {
  const all = used(before, after, 'all');
  const names = Object.keys(after.cpu).filter((name) => name !== 'all');
  const others = names.map((name) => `${name} ${((100 * used(before, after, name)) / all).toFixed(0)} %`);
  const [seconds, tickets] = [(after.at - before.at) / 1000, after.tickets - before.tickets];
  return [
    `played ${tickets} tickets in ${seconds.toFixed(0)} s: ${paceOf(before, after)}`,
    `CPU: ${others.join(', ')}; the rest is the runner's`,
    `memory of everything: ${before.memory.toFixed(0)} MB at the beginning, ${after.memory.toFixed(0)} MB at the end`,
  ];
}

const used = (before: Usage, after: Usage, name: string): number => (after.cpu[name] ?? 0) - (before.cpu[name] ?? 0);

function paceOf(before: Usage, after: Usage): string {
  const [seconds, tickets] = [(after.at - before.at) / 1000, after.tickets - before.tickets];
  const each = tickets === 0 ? '' : `, ${((1000 * used(before, after, 'all')) / tickets).toFixed(0)} ms of CPU each`;
  return `${(tickets / seconds).toFixed(1)} a second${each}`;
}

const PARTS = 10;

/** Tells at each tenth of a run what that tenth took: what grows from one to the next would not last a whole district. */
export class Tenths {
  private last: Usage;
  private told: number;

  constructor(
    private readonly scene: Scene,
    private readonly tickets: number,
    private readonly say: (line: string) => void,
  ) {
    this.last = usageOf(scene);
    this.told = this.tenth();
  }

  look(): void {
    if (this.tenth() === this.told) return;
    this.told = this.tenth();
    const now = usageOf(this.scene);
    this.say(`${now.tickets} of ${this.tickets} tickets: ${paceOf(this.last, now)}, ${now.memory.toFixed(0)} MB`);
    this.last = now;
  }

  private tenth(): number {
    return Math.floor((PARTS * this.scene.tally.of('report')) / this.tickets);
  }
}
