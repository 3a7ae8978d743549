import type { HotlineMessageKind } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { InternalClient } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import { reasonFor, type Reason } from './domain/reason.js';
import { settlementOf, type Settlement } from './domain/delivery.js';
import type { HotlineOrderRow } from './hotline-order.store.js';
import type { OutgoingRow } from './outgoing.store.js';
import { Partners } from './partners.js';
import { PlatformMapping, type Told } from './platform.mapping.js';
import { Signature } from './signature.js';

const TIMEOUT_MS = 10_000;
const MAX_REASON = 300;
const NO_ADDRESS = 'no address is set for the platform: GW_HOTLINE_PLATFORMS or GW_HOTLINE_URL';

type Letter = Exclude<Told, 'silent'>;

/** What dispatch tells of an order's words. */
interface OrderResult {
  result: string;
  proof: unknown[];
  reasons: Reason[];
}

/** The act whose reason goes with a message. */
const REASON_FOR: Partial<Record<HotlineMessageKind, string>> = {
  returned: 'return',
  'extension-asked': 'extension-request',
};

/** A message in the bridge's own format. */
type OurMessage = Record<string, unknown> & { message: HotlineMessageKind };

export interface Attempt {
  settlement: Settlement;
  reason: string;
}

/** Speaks to the 12345 platform: one signed POST per message. */
@Injectable()
export class HotlineClient {
  constructor(
    private readonly partners: Partners,
    private readonly services: InternalClient,
    private readonly signature: Signature,
    private readonly registry: Registry,
    private readonly mapping: PlatformMapping,
  ) {}

  /** True when there is a partner to speak to. */
  get hasPartner(): boolean {
    return this.partners.any;
  }

  /** Sends one message; what goes wrong on the way is `retry` with its reason, never an error. */
  async send(row: OutgoingRow, order: Pick<HotlineOrderRow, 'number' | 'platform'>): Promise<Attempt> {
    try {
      const told = this.toldTo(order.platform, await this.bodyOf(row, order.number));
      if (told === 'silent') return { settlement: 'silent', reason: 'the platform does not want it' };
      const { url } = this.partners.of(order.platform);
      if (url === undefined) return { settlement: 'retry', reason: NO_ADDRESS };
      const answer = await this.post(url, order.platform, row.id, told);
      const text = await answer.text();
      return {
        settlement: settlementOf(answer.status),
        reason: `answered ${answer.status}: ${text.slice(0, MAX_REASON)}`,
      };
    } catch (error) {
      return unsent(error);
    }
  }

  /** In the platform's own words, where the order came by one. */
  private toldTo(platform: string | null, body: OurMessage): Told {
    return platform === null ? { path: '/messages', body } : this.mapping.told(platform, body);
  }

  private post(url: string, platform: string | null, messageId: string, told: Letter): Promise<Response> {
    const body = JSON.stringify(told.body);
    return fetch(`${url}${told.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.signature.headersOf(platform, messageId, body) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  private async bodyOf(row: OutgoingRow, number: string): Promise<OurMessage> {
    const { id, ticketId, message, round, happenedAt, facts } = row;
    const base = { id, number, ticketId, message, round, at: happenedAt.toISOString() };
    const { orderId, ...told } = facts;
    return { ...base, ...told, ...this.namesOf(told), ...(await this.wordsOf(row, orderId)) };
  }

  /** What the units are called. */
  private namesOf({ unit, toUnit }: OutgoingRow['facts']): object {
    const name = (code: unknown) => this.registry.current().unit(String(code))?.name.zh;
    return {
      ...(unit === undefined ? {} : { unitName: name(unit) }),
      ...(toUnit === undefined ? {} : { toUnitName: name(toUnit) }),
    };
  }

  /** Words are read when they are sent: they rest with dispatch. */
  private async wordsOf({ message, happenedAt }: OutgoingRow, orderId: unknown): Promise<object> {
    const act = REASON_FOR[message];
    if (typeof orderId !== 'string' || (message !== 'result' && act === undefined)) return {};
    const path = `/internal/orders/${orderId}/result`;
    const { result, proof, reasons } = await this.services.get<OrderResult>('dispatch', path);
    if (act === undefined) return { result, proofs: proof.length };
    const reason = reasonFor(act, happenedAt, reasons);
    return reason === undefined ? {} : { reason };
  }
}

/** What the profile's mapping does not cover, no repeat can mend: it is parked until the mapping is. */
function unsent(error: unknown): Attempt {
  if (error instanceof DomainError && ['input.invalid', 'hotline-platform.unknown'].includes(error.code)) {
    const details = error.details.map(({ field, message }) => `; ${field ?? ''} ${message}`);
    return { settlement: 'parked', reason: `${error.code}: ${error.message}${details.join('')}`.slice(0, MAX_REASON) };
  }
  return { settlement: 'retry', reason: error instanceof Error ? error.message.slice(0, MAX_REASON) : 'failed' };
}
