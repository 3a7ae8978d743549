import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { HotlineMessage } from './inbox.js';

/** A work order as the hotline sends it; `number`, `title` and `content` are required by the platform. */
export interface WorkOrder {
  number: string;
  title: string;
  content: string;
  category?: string;
  address?: string;
  longitude?: number;
  latitude?: number;
  severity?: 'normal' | 'emergency';
  confidential?: boolean;
  caller?: { name?: string; phone?: string };
  calledAt?: string;
}

/** What the caller said about the result. */
export interface CallBack {
  number: string;
  reached: boolean;
  responded?: boolean;
  solved: boolean;
  satisfaction?: 'satisfied' | 'basically-satisfied' | 'dissatisfied';
}

export interface PlatformAnswer {
  status: number;
  body: unknown;
}

const PAUSE_MS = 250;

/** The hotline's side of the exchange: signs what goes to the platform, checks what comes from it. */
export class Exchange {
  private readonly webhook: Webhook;

  constructor(
    secret: string,
    private readonly platformUrl: () => string,
    private readonly patienceMs: number,
  ) {
    this.webhook = new Webhook(secret);
  }

  /** Sends a signed request; while the platform is away it is repeated, unchanged, as long as patience lasts. */
  async send(method: 'GET' | 'POST', path: string, content?: object, messageId?: string): Promise<PlatformAnswer> {
    const body = content === undefined ? '' : JSON.stringify(content);
    const id = messageId ?? `msg_${randomUUID()}`;
    const until = performance.now() + this.patienceMs;
    for (;;) {
      const answer = await this.attempt(method, path, body, id);
      if (answer.status < 500 || performance.now() > until) return answer;
      await delay(PAUSE_MS);
    }
  }

  /** The message of a request from the platform; undefined when it is not signed or is none. */
  read(request: IncomingMessage, body: string): HotlineMessage | undefined {
    try {
      const message = this.webhook.verify(body, request.headers as Record<string, string>) as HotlineMessage;
      return message.id === request.headers['webhook-id'] ? message : undefined;
    } catch {
      return undefined;
    }
  }

  private async attempt(method: string, path: string, body: string, id: string): Promise<PlatformAnswer> {
    const at = new Date();
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.webhook.sign(id, at, body),
    };
    const { 'content-type': _, ...bare } = headers;
    try {
      const request = body === '' ? { method, headers: bare } : { method, headers, body };
      const answer = await fetch(`${this.platformUrl()}/hotline/v1${path}`, {
        ...request,
        signal: AbortSignal.timeout(10_000),
      });
      return { status: answer.status, body: await answer.json().catch(() => undefined) };
    } catch {
      return { status: 599, body: undefined };
    }
  }
}
