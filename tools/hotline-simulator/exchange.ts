import type { HotlineKind } from '@gridwhistle/contracts';
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
  kind?: HotlineKind;
  category?: string;
  address?: string;
  longitude?: number;
  latitude?: number;
  severity?: 'normal' | 'emergency';
  confidential?: boolean;
  caller?: { name?: string; phone?: string };
  calledAt?: string;
  hardCase?: boolean;
}

/** What the caller said about the result. */
export interface CallBack {
  number: string;
  reached: boolean;
  responded?: boolean;
  solved: boolean;
  satisfaction?: 'satisfied' | 'basically-satisfied' | 'dissatisfied';
  round?: number;
}

export interface PlatformAnswer {
  status: number;
  body: unknown;
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const PAUSE_MS = 250;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

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
    return this.repeat(
      { method, path, type: JSON_TYPE, text: content === undefined ? '' : JSON.stringify(content) },
      messageId,
    );
  }

  /** The same as a form, for platforms that speak in forms. */
  async sendForm(path: string, fields: Record<string, string>, messageId?: string): Promise<PlatformAnswer> {
    return this.repeat(
      { method: 'POST', path, type: FORM_TYPE, text: new URLSearchParams(fields).toString() },
      messageId,
    );
  }

  /** The message of a request from the platform; undefined when it is not signed or is none. */
  read(request: IncomingMessage, body: string): HotlineMessage | undefined {
    const message = this.verified(request, body) as HotlineMessage | undefined;
    return message?.id === request.headers['webhook-id'] ? message : undefined;
  }

  /** What a signed request carries; undefined when it is not signed. */
  verified(request: IncomingMessage, body: string): unknown {
    try {
      return this.webhook.verify(body, request.headers as Record<string, string>);
    } catch {
      return undefined;
    }
  }

  private async repeat(request: Request, messageId?: string): Promise<PlatformAnswer> {
    const id = messageId ?? `msg_${randomUUID()}`;
    const until = performance.now() + this.patienceMs;
    for (;;) {
      const answer = await this.attempt(request, id);
      if (answer.status < 500 || performance.now() > until) return answer;
      await delay(PAUSE_MS);
    }
  }

  private async attempt({ method, path, type, text }: Request, id: string): Promise<PlatformAnswer> {
    const at = new Date();
    const signed = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.webhook.sign(id, at, text),
    };
    try {
      const answer = await fetch(`${this.platformUrl()}/hotline/v1${path}`, {
        ...(text === ''
          ? { method, headers: signed }
          : { method, headers: { ...signed, 'content-type': type }, body: text }),
        signal: AbortSignal.timeout(10_000),
      });
      return { status: answer.status, body: await answer.json().catch(() => undefined) };
    } catch {
      return { status: 599, body: undefined };
    }
  }
}
