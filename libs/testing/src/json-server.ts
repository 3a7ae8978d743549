import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server that stands in for a neighbour. */
export interface JsonServer {
  readonly url: string;
  close(): void;
}

/** Answers a path with the object given for it, else with 404. */
export async function serveJson(answerTo: (path: string) => object | undefined): Promise<JsonServer> {
  const server = createServer((request, response) => {
    const answer = answerTo(request.url ?? '');
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { code: 'not-found' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
