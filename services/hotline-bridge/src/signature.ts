import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '@gridwhistle/kernel';
import { Public } from '@gridwhistle/platform';
import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiHeaders } from '@nestjs/swagger';
import { Partners } from './partners.js';
import { WallClock } from './wall-clock.js';

interface SignedRequest {
  rawBody?: Buffer;
  headers: Record<string, string | undefined>;
  params: { readonly platform?: string };
}

const MESSAGE_ID = /^[\x21-\x7e]{1,128}$/;
const SECONDS = /^\d{1,12}$/;
const TOLERANCE_MS = 5 * 60_000;

/** Signs and verifies messages after the Standard Webhooks specification; a platform's both directions share one secret. */
@Injectable()
export class Signature {
  constructor(
    private readonly partners: Partners,
    private readonly clock: WallClock,
  ) {}

  /** Headers of a message. The protocol's time is the wall clock's, as a token's expiry is. */
  headersOf(platform: string | null, messageId: string, body: string): Record<string, string> {
    const at = this.clock.now();
    return {
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.partners.of(platform).webhook.sign(messageId, at, body),
    };
  }

  /** Throws auth.signature-invalid unless the headers sign exactly these bytes, at most five minutes ago. */
  verify({ rawBody, headers, params: { platform } }: SignedRequest): void {
    const { 'webhook-id': id = '', 'webhook-timestamp': seconds = '', 'webhook-signature': given = '' } = headers;
    const at = new Date(Number(seconds) * 1000);
    if (MESSAGE_ID.test(id) && SECONDS.test(seconds) && this.isOfNow(at)) {
      const expected = this.partners.of(platform ?? null).webhook.sign(id, at, rawBody ?? '');
      if (given.split(' ').some((signature) => isSame(signature, expected))) return;
    }
    throw new DomainError('auth.signature-invalid', 'the message is not signed with the shared secret');
  }

  private isOfNow(at: Date): boolean {
    return Math.abs(this.clock.now().getTime() - at.getTime()) <= TOLERANCE_MS;
  }
}

/** Takes as long for a wrong one as for the right one. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Id of the message, which the signature covers. */
export const MessageId = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  return context.switchToHttp().getRequest<SignedRequest>().headers['webhook-id'] ?? '';
});

/** Lets only the hotline in. */
@Injectable()
export class HotlineOnly implements CanActivate {
  constructor(private readonly signature: Signature) {}

  canActivate(context: ExecutionContext): boolean {
    this.signature.verify(context.switchToHttp().getRequest<SignedRequest>());
    return true;
  }
}

/** Every request of the hotline is signed after the Standard Webhooks specification. */
export const SignedByHotline = (): ClassDecorator =>
  applyDecorators(
    Public() as ClassDecorator,
    UseGuards(HotlineOnly),
    ApiHeaders([
      { name: 'webhook-id', required: true, description: 'Id of the message; the same at every attempt.' },
      { name: 'webhook-timestamp', required: true, description: 'Seconds since 1970; at most five minutes off.' },
      { name: 'webhook-signature', required: true, description: '`v1,` and base64 HMAC-SHA256 of id.timestamp.body.' },
    ]),
  );
