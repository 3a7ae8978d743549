import { readFileSync } from 'node:fs';

/** Above each module that a bundle holds stands its path, as esbuild writes it. */
const HEADING = /^ *\/\/ ((?:node_modules|libs|services)\/\S+)$/;

interface Heading {
  readonly line: number;
  readonly path: string;
}

/** Which module a line of a bundle came from. */
export class Bundles {
  private readonly headings = new Map<string, Heading[]>();

  constructor(private readonly read: (file: string) => string = (file) => readFileSync(file, 'utf8')) {}

  /** The module's path, or undefined where none stands above the line. `line` counts from 0. */
  moduleAt(file: string, line: number): string | undefined {
    return this.headingsOf(file).findLast((heading) => heading.line <= line)?.path;
  }

  private headingsOf(file: string): Heading[] {
    const known = this.headings.get(file);
    if (known) return known;
    const lines = this.read(file).split('\n');
    const found = lines.flatMap((text, line) => {
      const path = HEADING.exec(text)?.[1];
      return path === undefined ? [] : [{ line, path }];
    });
    this.headings.set(file, found);
    return found;
  }
}
