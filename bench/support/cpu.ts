import { rounded } from '../table.js';
import { cpuOf, idleSeconds } from './proc.js';

/** Measures who uses the CPU while something runs. */
export class CpuWatch {
  private readonly began = performance.now();
  private readonly before: Record<string, number>;
  private readonly idleBefore = idleSeconds();

  /** @param processes their ids by name */
  constructor(private readonly processes: Readonly<Record<string, number>>) {
    this.before = cpuOf(processes);
  }

  /** Percent of one core that each process took since the beginning, the most busy first; and how idle the machine was. */
  shares(): { processes: Record<string, number>; idlePercent: number } {
    const seconds = (performance.now() - this.began) / 1000;
    const now = Object.entries(cpuOf(this.processes));
    const shares = now.map(([name, used]) => [name, (100 * (used - (this.before[name] ?? 0))) / seconds] as const);
    const idle = idleSeconds();
    const idlePercent = (100 * (idle.idle - this.idleBefore.idle)) / (idle.all - this.idleBefore.all);
    return { processes: Object.fromEntries(shares.sort(([, a], [, b]) => b - a)), idlePercent };
  }

  /** Milliseconds of CPU since the beginning, of all processes together. */
  get milliseconds(): number {
    const now = Object.entries(cpuOf(this.processes));
    return 1000 * now.reduce((sum, [name, used]) => sum + used - (this.before[name] ?? 0), 0);
  }

  /** The same for a figure's side: `postgres 80 %, dispatch 40 %, …`. */
  beside(): Record<string, string> {
    const { processes, idlePercent } = this.shares();
    const cpu = Object.entries(processes).map(([name, share]) => `${name} ${Math.round(share)}`);
    return { 'CPU % of a core': cpu.join(', '), 'machine idle %': rounded(idlePercent) };
  }
}
