import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

interface OtlpRequest {
  readonly resourceSpans?: readonly { readonly scopeSpans?: readonly { readonly spans?: readonly unknown[] }[] }[];
}

/** An OTLP/HTTP receiver (JSON) that only counts: what a collector does with spans is not measured here. */
export class SpanCounter {
  spans = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SpanCounter> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const counter = new SpanCounter(server);
    server.on('request', (request: IncomingMessage, response) => {
      void bodyOf(request).then((text) => {
        counter.spans += spansIn(JSON.parse(text) as OtlpRequest);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    return counter;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }
}

export function spansIn({ resourceSpans = [] }: OtlpRequest): number {
  const scopes = resourceSpans.flatMap(({ scopeSpans = [] }) => scopeSpans);
  return scopes.reduce((sum, { spans = [] }) => sum + spans.length, 0);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}
