import { mkdirSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from './claim.js';
import type { BenchFlags } from './flags.js';
import type { Machine } from './machine.js';
import { describeProfiles } from './profiles.js';
import { BENCH_FOLDER, keep, marked, type Result } from './results.js';
import type { Row, Terms } from './row.js';
import { loadRow } from './rows.js';

/** Measures rows one after the other; what a row started is ended before the next one begins. */
export class Run {
  private readonly ends: (() => Promise<unknown>)[] = [];

  constructor(
    private readonly flags: BenchFlags,
    private readonly machine: Machine,
    private readonly command: string,
    private readonly say: (line: string) => void,
  ) {}

  async rows(): Promise<Result[]> {
    const results: Result[] = [];
    for (const id of this.flags.only) {
      const row = await loadRow(id);
      if (row.full && !this.flags.full) continue;
      const result = await this.row(row);
      if (!this.flags.profile && result.failed === undefined) keep(result);
      results.push(result);
    }
    return results;
  }

  /** Ends everything that a row has started and not ended itself. */
  async end(): Promise<void> {
    for (let stop = this.ends.pop(); stop; stop = this.ends.pop()) {
      await stop().catch((error: unknown) => this.say(`while ending: ${messageOf(error)}`));
    }
  }

  private async row(row: Row): Promise<Result> {
    const terms = this.terms(row);
    const began = performance.now();
    const moment = { date: new Date().toISOString(), loadBefore: loadavg()[0] ?? NaN };
    const facts = { id: row.id, what: row.what, ...moment, command: this.command };
    const say = (line: string): void => this.say(`  ${line}`);
    this.say(`${row.id}. ${row.what}`);
    try {
      const figures = marked(await row.run(say, terms));
      return { ...facts, seconds: secondsSince(began), machine: this.machine, figures };
    } catch (error) {
      this.say(`row ${row.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const failed = messageOf(error);
      return { ...facts, seconds: secondsSince(began), machine: this.machine, figures: [], failed };
    } finally {
      await this.end();
      if (terms.profiles !== undefined) describeProfiles(terms.profiles).forEach(this.say);
      rmSync(terms.folder, { recursive: true, force: true });
    }
  }

  private terms({ id }: Row): Terms {
    const { full, port, profile } = this.flags;
    const folder = join(dataFolder(), `row-${id}`);
    mkdirSync(folder, { mode: 0o711 });
    const atEnd = (stop: () => Promise<unknown>): void => void this.ends.push(stop);
    return { full, port, folder, atEnd, ...(profile ? { profiles: profilesOf(id) } : {}) };
  }
}

function profilesOf(id: string): string {
  const folder = join(BENCH_FOLDER, `profiles-${id}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 1000);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
