import { Readable } from 'node:stream';
import { DomainError } from '@gridwhistle/kernel';
import type { IncomingMessage } from 'node:http';

/**
 * The body as a stream that ends with `input.too-large` as soon as it is larger than `limit` bytes. One that says so
 * beforehand is refused at once, before the owner hears of it.
 */
export function bounded(request: IncomingMessage, limit: number): Readable {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  return Readable.from(counted(request.iterator({ destroyOnReturn: false }), limit), { objectMode: false });
}

/** Does not end the connection when it stops reading: the caller is to hear why. */
async function* counted(body: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge(limit);
    yield chunk;
  }
}

function tooLarge(limit: number): DomainError {
  return new DomainError('input.too-large', `this address takes at most ${limit} bytes`);
}
