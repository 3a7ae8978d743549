import { SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import type { HotlineBridgeSettings } from './config.js';

/** Where a 12345 platform listens, and the secret that is shared with it. */
export interface Partner {
  /** Without it messages stay owed. */
  readonly url: string | undefined;
  readonly webhook: Webhook;
}

/** The platforms that the bridge speaks with. */
@Injectable()
export class Partners {
  private readonly general: Partner;
  private readonly own: ReadonlyMap<string, Partner>;

  constructor(@Inject(SETTINGS) settings: HotlineBridgeSettings) {
    this.general = { url: settings.GW_HOTLINE_URL, webhook: new Webhook(settings.GW_HOTLINE_SECRET) };
    const { url: shared } = this.general;
    this.own = new Map(
      Object.entries(settings.GW_HOTLINE_PLATFORMS).map(([code, { url = shared, secret }]) => [
        code,
        { url, webhook: secret === undefined ? this.general.webhook : new Webhook(secret) },
      ]),
    );
  }

  /** The platform's own, else the one that all share; null stands for the bridge's own format. */
  of(platform: string | null): Partner {
    return (platform === null ? undefined : this.own.get(platform)) ?? this.general;
  }

  /** True when there is anybody to speak to. */
  get any(): boolean {
    return [this.general, ...this.own.values()].some(({ url }) => url !== undefined);
  }
}
