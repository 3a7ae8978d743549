import { Frames } from './feed.js';

it('puts frames together that come in pieces', () => {
  const frames = new Frames();
  expect(frames.of('retry: 2000\n\nid: 7\nevent: order.issued\ndata: {"id"')).toEqual([{}]);
  expect(frames.of(':"x"}\n')).toEqual([]);
  expect(frames.of('\nid: 8\n\n')).toEqual([{ id: '7', data: '{"id":"x"}' }, { id: '8' }]);
});
