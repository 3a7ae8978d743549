import type { InternalClient } from '@gridwhistle/platform';
import { Logger } from '@nestjs/common';

/** A whole city's staff, or profile, is some megabytes. */
const PATIENCE_MS = 10_000;

/** What the console hands out whole: asked for once after the start, and whenever a newer one is known. */
export class ConsoleCopy<Copy> {
  private readonly log: Logger;
  private asked = false;
  private trouble = '';

  constructor(
    private readonly client: InternalClient,
    private readonly what: { readonly name: string; readonly words: string; readonly path: string },
  ) {
    this.log = new Logger(what.name);
  }

  /** Nobody waits for it: what fails is tried again when its keeper looks again. */
  async refresh(isNewerKnown: boolean, take: (copy: Copy) => Promise<void>): Promise<void> {
    if (this.asked && !isNewerKnown) return;
    try {
      await take(await this.client.get<Copy>('console', this.what.path, { timeoutMs: PATIENCE_MS }));
      [this.asked, this.trouble] = [true, ''];
    } catch (error) {
      this.complain(error as Error);
    }
  }

  /** Says once what is wrong. */
  complain({ message }: Error): void {
    if (this.trouble === message) return;
    this.trouble = message;
    this.log.warn(`${this.what.words} cannot be taken over: ${message}`);
  }
}
