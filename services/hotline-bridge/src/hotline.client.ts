import { InternalClient, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { HotlineBridgeSettings } from './config.js';
import { settlementOf, type Settlement } from './domain/delivery.js';
import type { OutgoingRow } from './outgoing.store.js';
import { Signature } from './signature.js';

const TIMEOUT_MS = 10_000;
const MAX_REASON = 300;

/** What dispatch tells of an order's result. */
interface OrderResult {
  result: string;
  proof: unknown[];
}

export interface Attempt {
  settlement: Settlement;
  reason: string;
}

/** Speaks to the 12345 platform: one signed POST per message. */
@Injectable()
export class HotlineClient {
  constructor(
    @Inject(SETTINGS) private readonly settings: HotlineBridgeSettings,
    private readonly services: InternalClient,
    private readonly signature: Signature,
  ) {}

  /** True when there is a partner to speak to. */
  get hasPartner(): boolean {
    return this.settings.GW_HOTLINE_URL !== undefined;
  }

  /** Sends one message; what goes wrong on the way is `retry` with its reason, never an error. */
  async send(row: OutgoingRow, number: string): Promise<Attempt> {
    try {
      const body = JSON.stringify(await this.bodyOf(row, number));
      const answer = await this.post(row.id, body);
      const text = await answer.text();
      const settlement = settlementOf(answer.status);
      return { settlement, reason: `answered ${answer.status}: ${text.slice(0, MAX_REASON)}` };
    } catch (error) {
      return { settlement: 'retry', reason: error instanceof Error ? error.message.slice(0, MAX_REASON) : 'failed' };
    }
  }

  private post(messageId: string, body: string): Promise<Response> {
    return fetch(`${this.settings.GW_HOTLINE_URL}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.signature.headersOf(messageId, body) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  private async bodyOf(row: OutgoingRow, number: string): Promise<object> {
    const { id, ticketId, message, round, happenedAt, facts } = row;
    const base = { id, number, ticketId, message, round, at: happenedAt.toISOString() };
    const { orderId, ...told } = facts;
    return { ...base, ...told, ...(message === 'result' ? await this.resultOf(String(orderId)) : {}) };
  }

  /** The words of a result are read when they are sent: they rest with dispatch. */
  private async resultOf(orderId: string): Promise<object> {
    const { result, proof } = await this.services.get<OrderResult>('dispatch', `/internal/orders/${orderId}/result`);
    return { result, proofs: proof.length };
  }
}
