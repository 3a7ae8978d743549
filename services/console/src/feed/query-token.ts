import type { IncomingMessage } from 'node:http';

const FEED = '/api/v1/events';

/**
 * A browser's EventSource cannot send an Authorization header: on the live feed, and nowhere else, `?access_token=`
 * stands in for it. Neither the address nor the token is logged.
 */
export function acceptQueryToken(request: IncomingMessage, path: string): void {
  if (path !== FEED || request.headers.authorization !== undefined) return;
  const token = new URL(request.url ?? '', 'http://edge').searchParams.get('access_token');
  if (token !== null) request.headers.authorization = `Bearer ${token}`;
}
