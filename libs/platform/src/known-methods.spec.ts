import { KnownMethods } from './known-methods.js';

const known = new KnownMethods();
known.add(['GET', 'HEAD'], '/api/v1/notes');
known.add(['POST'], '/api/v1/notes');
known.add(['POST'], '/api/v1/notes/:id/change');
known.add(['GET'], '/api/v1/:anything');
known.add(['OPTIONS'], '*');

test.each([
  ['/api/v1/notes', 'GET, HEAD, POST'],
  ['/api/v1/notes/17/change', 'POST'],
  ['/api/v1/notes/17/18/change', undefined],
  ['/api/v1/other', 'GET'],
  ['/api/v2', undefined],
  ['/apixv1/notes', undefined],
])('%s allows %s', (path, allowed) => expect(known.allowed(path)).toBe(allowed));
