import { findMirror } from './nats-download.js';

describe('the package mirror of this machine', () => {
  it.each([
    ['one line', 'deb http://mirror.example/debian bookworm main', { uri: 'http://mirror.example/debian' }],
    [
      'one line with options',
      'deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main',
      { uri: 'http://mirror.example/debian', signedBy: '/k.gpg' },
    ],
    [
      'deb822',
      'Types: deb\n# note\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\nSigned-By: /k.gpg',
      { uri: 'http://mirror.example/debian', signedBy: '/k.gpg' },
    ],
  ])('is read from sources in the format %s', (_format, text, mirror) => {
    expect(findMirror([text], 'bookworm')).toEqual(mirror);
  });

  it('is not the source of something else', () => {
    const others = [
      'deb http://vendor.example stable main',
      'Types: deb\nURIs: http://vendor.example\nSuites: nodistro',
    ];
    expect(findMirror(others, 'bookworm')).toBeUndefined();
  });
});
