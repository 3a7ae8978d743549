import type { ServiceName } from '@gridwhistle/kernel';
import type { CommonSettings } from '@gridwhistle/platform';

/** The settings that messaging needs, of those every service reads. */
export type MessagingSettings = Pick<
  CommonSettings,
  | 'GW_DISTRICT'
  | 'GW_NATS_URL'
  | 'GW_NATS_USER'
  | 'GW_NATS_PASSWORD'
  | 'GW_NATS_REPLICAS'
  | 'GW_CONSUMERS'
  | 'GW_INSTANCE'
>;

/** What one service tells the library about itself. */
export interface MessagingOptions {
  service: ServiceName;
  /** Code of the district, one token of every subject. */
  district: string;
  nats: { servers: string[]; user: string; pass: string };
  /** Name of this instance, shown on its connections. */
  instance: string;
  /** false: nothing is consumed (events, not commands). */
  consumers: boolean;
  /** Copies of the stream that a cluster keeps; the durables follow the stream. */
  replicas: number;
  /** So long an event may wait for others at a consumer: the longer, the cheaper is each. Milliseconds. */
  paceMs: number;
}

/** Injection token of `MessagingOptions`. */
export const MESSAGING_OPTIONS = Symbol('messaging options');

/** For events that nobody waits for, and those that people see on a screen. */
const PACE_MS = 50;

export function messagingOptions(
  service: ServiceName,
  settings: MessagingSettings,
  { paceMs = PACE_MS }: Partial<Pick<MessagingOptions, 'paceMs'>> = {},
): MessagingOptions {
  return {
    service,
    district: settings.GW_DISTRICT,
    nats: {
      servers: settings.GW_NATS_URL.split(','),
      user: settings.GW_NATS_USER,
      pass: settings.GW_NATS_PASSWORD,
    },
    instance: settings.GW_INSTANCE,
    consumers: settings.GW_CONSUMERS === 'on',
    replicas: settings.GW_NATS_REPLICAS,
    paceMs,
  };
}

/** The district's one stream. */
export const streamName = (district: string): string => `GW_${district}`;
