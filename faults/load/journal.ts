import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

/** Something that was acknowledged to a caller: from then on it must not be lost, and must not happen twice. */
export type Acknowledged =
  | { readonly what: 'report'; readonly key: string; readonly id: string }
  | { readonly what: 'hotline-order'; readonly key: string; readonly id: string }
  | { readonly what: 'whistle'; readonly key: string; readonly id: string }
  | { readonly what: 'rating'; readonly id: string; readonly round: number }
  | {
      readonly what: 'act';
      readonly via: 'http' | 'bus';
      readonly entity: string;
      readonly id: string;
      readonly act: string;
      /** The version that was answered. */
      readonly sequence: number;
    };

/** The file of everything that was acknowledged: one JSON object a line, written before anything else is done. */
export class Journal {
  /** Keys that were sent, answered or not: what may exist besides what was acknowledged. */
  readonly tried = new Set<string>();

  constructor(private readonly file: string) {
    writeFileSync(file, '');
  }

  try(key: string): void {
    this.tried.add(key);
  }

  acknowledge(entry: Acknowledged): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  read(): Acknowledged[] {
    const lines = readFileSync(this.file, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Acknowledged);
  }
}
