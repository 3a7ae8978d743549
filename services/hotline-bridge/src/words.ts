import { createHmac } from 'node:crypto';
import type { HotlineOrder } from '@gridwhistle/contracts';
import { digestOf, open, seal, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { HotlineBridgeSettings } from './config.js';

/** The words of work orders at rest: sealed with GW_DATA_KEY. */
@Injectable()
export class SealedWords {
  constructor(@Inject(SETTINGS) private readonly settings: HotlineBridgeSettings) {}

  seal(said: object): string {
    return seal(this.settings.GW_DATA_KEY, JSON.stringify(said));
  }

  open(sealed: string): HotlineOrder {
    return JSON.parse(open(this.settings.GW_DATA_KEY, sealed)) as HotlineOrder;
  }

  /** Equal for equal content, whatever the order of its fields; without the key it tells nothing. */
  digest(content: object): Buffer {
    return createHmac('sha256', this.settings.GW_DATA_KEY).update(digestOf(content)).digest();
  }
}
