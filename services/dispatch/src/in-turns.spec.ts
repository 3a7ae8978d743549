import { setImmediate } from 'node:timers/promises';
import { inTurns } from './in-turns.js';

/** Pieces 1, 2 and 3; making one fails where it is said. */
async function* pieces(told: string[], failsAt?: number): AsyncGenerator<number> {
  for (const piece of [1, 2, 3]) {
    if (piece === failsAt) throw new Error(`cannot make ${piece}`);
    told.push(`make ${piece}`);
    yield piece;
  }
}

/** Takes some turns of the event loop to write a piece; fails where it is said. */
const writer =
  (told: string[], failsAt?: number) =>
  async (piece: number): Promise<void> => {
    told.push(`write ${piece}`);
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    if (piece === failsAt) throw new Error(`cannot write ${piece}`);
    told.push(`wrote ${piece}`);
  };

describe('pieces are made and written in turns', () => {
  it('the next one while the last one is being written, one at a time, in order', async () => {
    const told: string[] = [];
    await inTurns(pieces(told), writer(told));
    expect(told).toEqual([
      ...['make 1', 'write 1', 'make 2', 'wrote 1'],
      ...['write 2', 'make 3', 'wrote 2', 'write 3', 'wrote 3'],
    ]);
  });

  it('ends when nothing is being written any more, also where the next one cannot be made', async () => {
    const told: string[] = [];
    await expect(inTurns(pieces(told, 2), writer(told))).rejects.toThrow('cannot make 2');
    expect(told).toEqual(['make 1', 'write 1', 'wrote 1']);
  });

  it('writes nothing more after a piece that could not be written', async () => {
    const told: string[] = [];
    await expect(inTurns(pieces(told), writer(told, 2))).rejects.toThrow('cannot write 2');
    expect(told).not.toContain('write 3');
    await expect(inTurns(pieces([]), writer([], 3))).rejects.toThrow('cannot write 3');
  });
});
