import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Figures } from '../charts/figures.js';
import type { Task } from './case.js';

/** How far a run is: all that it takes to go on after its end, whatever ended it. */
export interface Progress {
  /** The next hour to play. */
  readonly next: number;
  readonly tasks: readonly Task[];
  readonly counts: Record<string, number>;
  readonly failures: readonly string[];
  readonly over: number;
}

/** What is written down of a run. */
export interface Written {
  /** What was asked for; a run goes on only as the same one. */
  readonly run: string;
  readonly from: number;
  readonly to: number;
  readonly progress: Progress;
  /** Milliseconds that it has been played for. */
  readonly played: number;
  /** Of a run that is over. */
  readonly figures?: Figures;
}

/** The file of a run, beside its data. It is replaced whole, so that a kill leaves the last one. */
export class RunLog {
  constructor(readonly file: string) {}

  read(): Written | undefined {
    if (!existsSync(this.file)) return undefined;
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Written;
    } catch (error) {
      throw new Error(`${this.file} cannot be read; --fresh begins anew: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  write(written: Written): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o711 });
    writeFileSync(`${this.file}.new`, JSON.stringify(written));
    renameSync(`${this.file}.new`, this.file);
  }

  forget(): void {
    rmSync(this.file, { force: true });
  }
}
