import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an owner was asked. */
export interface Asked {
  service: string;
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  bytes: number;
}

/** Stands in for a service behind the edge: tells what reached it, unless told to answer something else. */
export interface StandIn {
  url: string;
  asked: Asked[];
  /** Answers the next requests; undefined goes back to telling what was asked. */
  answers: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  stop(): Promise<void>;
}

export async function standIn(service: string): Promise<StandIn> {
  const stand: StandIn = { url: '', asked: [], answers: undefined, stop: () => Promise.resolve() };
  const server = createServer((request, response) => {
    if (stand.answers) stand.answers(request, response);
    else tell(service, stand, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stand.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stand.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return stand;
}

async function tell(
  service: string,
  stand: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let bytes = 0;
  for await (const chunk of request) bytes += (chunk as Buffer).length;
  const { method = '', url = '', headers } = request;
  const asked = { service, method, url, headers, bytes };
  stand.asked.push(asked);
  response.writeHead(200, { 'content-type': 'application/json', 'keep-alive': 'timeout=1', etag: '"7"' });
  response.end(JSON.stringify(asked));
}
