import { performance } from 'node:perf_hooks';
import { jest } from '@jest/globals';
import { DomainError } from '@gridwhistle/kernel';
import { GroupCommit, type GroupLimits } from './group-commit.js';

const limits: GroupLimits = { size: 3, lanes: 1, waiting: 10, patienceMs: 1_000 };

/** Groups whose work the test ends itself. */
function stage(more: Partial<GroupLimits> = {}) {
  const groups: { works: readonly string[]; end(): void; fail(error: Error): void }[] = [];
  const commit = new GroupCommit<string, string>({ ...limits, ...more }, (works) => {
    return new Promise((resolve, reject) => {
      groups.push({ works, end: () => resolve(works.map((work) => `${work}!`)), fail: reject });
    });
  });
  return { commit, groups, begun: () => groups.map(({ works }) => works) };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setImmediate(done));
};
const away = Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' });
const lockTimeout = Object.assign(new Error('lock timeout'), { code: '55P03' });
const outcomes = async (all: readonly Promise<string>[]): Promise<string[]> =>
  (await Promise.allSettled(all)).map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)));

describe('work that comes at the same time', () => {
  test('is done together, in the order it came, and each gets its own result', async () => {
    const { commit, groups, begun } = stage();
    const all = ['a', 'b', 'c'].map((work) => commit.add(work));
    await turns();
    expect(begun()).toEqual([['a', 'b', 'c']]);
    groups[0]?.end();
    expect(await Promise.all(all)).toEqual(['a!', 'b!', 'c!']);
  });

  test('gathers while the lanes are busy, up to the size of a group', async () => {
    const { commit, groups, begun } = stage();
    const first = commit.add('a');
    await turns();
    const others = ['b', 'c', 'd', 'e'].map((work) => commit.add(work));
    await turns();
    expect(begun()).toEqual([['a']]);
    for (const _turn of [1, 2, 3]) {
      groups.at(-1)?.end();
      await turns();
    }
    expect(begun()).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    expect(await Promise.all([first, ...others])).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  test('runs in as many lanes as there are', async () => {
    const { commit, begun } = stage({ lanes: 2 });
    for (const work of ['a', 'b', 'c']) {
      void commit.add(work);
      await turns();
    }
    expect(begun()).toEqual([['a'], ['b']]);
  });

  test('answers nobody before the group is done', async () => {
    const { commit } = stage();
    const settled = Promise.race([commit.add('a'), turns().then(() => 'still waiting')]);
    expect(await settled).toBe('still waiting');
  });
});

describe('a group that fails', () => {
  const failing = (bad: string, error: Error) => {
    const runs: string[] = [];
    const commit = new GroupCommit<string, string>(limits, (works) => {
      runs.push(works.join(''));
      return works.includes(bad) ? Promise.reject(error) : Promise.resolve(works.map((work) => `${work}!`));
    });
    return { commit, runs };
  };

  test('is done one by one: the bad member fails alone', async () => {
    const { commit, runs } = failing('b', new Error('bad'));
    expect(await outcomes(['a', 'b', 'c'].map((work) => commit.add(work)))).toEqual(['a!', 'Error: bad', 'c!']);
    expect(runs).toEqual(['abc', 'a', 'b', 'c']);
  });

  test('of one member is not done again', async () => {
    const { commit, runs } = failing('b', new Error('bad'));
    expect(await outcomes([commit.add('b')])).toEqual(['Error: bad']);
    expect(runs).toEqual(['b']);
  });

  test('over a lock that somebody holds is done one by one too', async () => {
    const { commit, runs } = failing('b', lockTimeout);
    expect(await outcomes(['a', 'b', 'c'].map((work) => commit.add(work)))).toEqual([
      'a!',
      'Error: lock timeout',
      'c!',
    ]);
    expect(runs).toHaveLength(4);
  });

  test('over many locks refuses whose turn comes too late for an answer, before it is begun', async () => {
    let now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const runs: string[] = [];
    const commit = new GroupCommit<string, string>({ ...limits, size: 8 }, (works) => {
      runs.push(works.join(''));
      if (works.every((work) => work > 'c')) return Promise.resolve(works.map((work) => `${work}!`));
      now += 501;
      return Promise.reject(lockTimeout);
    });
    const ends = await outcomes([...'abde'].map((work) => commit.add(work)));
    clock.mockRestore();
    const busy = 'DomainError: too much is waiting already';
    expect(ends).toEqual(['Error: lock timeout', 'Error: lock timeout', busy, busy]);
    expect(runs).toEqual(['abde', 'a', 'b']);
  });

  test('because the database is away ends the waiting of all, and the next may come', async () => {
    const { commit, groups, begun } = stage();
    const first = commit.add('a');
    await turns();
    const waiting = commit.add('b');
    groups[0]?.fail(away);
    expect(await outcomes([first, waiting])).toEqual(['Error: no connection', 'Error: no connection']);
    expect(begun()).toEqual([['a']]);
    const later = commit.add('c');
    await turns();
    groups[1]?.end();
    expect(await later).toBe('c!');
  });
});

describe('too much', () => {
  test('is refused at once, and what waits already is done', async () => {
    const { commit, groups } = stage({ waiting: 2 });
    const first = commit.add('a');
    await turns();
    const waiting = [commit.add('b'), commit.add('c')];
    await expect(commit.add('d')).rejects.toThrow(new DomainError('unavailable', 'too much is waiting already'));
    groups[0]?.end();
    await turns();
    groups[1]?.end();
    expect(await Promise.all([first, ...waiting])).toEqual(['a!', 'b!', 'c!']);
  });

  test('time is not taken by a group that goes on, nor by who waits for it', async () => {
    const { commit, groups, begun } = stage({ size: 2 });
    const slow = [commit.add('a', 20), commit.add('b')];
    await turns();
    const waiting = commit.add('c', 20);
    const busy = 'DomainError: too much is waiting already';
    expect(await outcomes([slow[0] as Promise<string>, waiting])).toEqual([busy, busy]);
    groups[0]?.end();
    expect(await slow[1]).toBe('b!');
    await turns();
    expect(begun()).toEqual([['a', 'b']]);
  });

  test('that waited too long for a lane is refused before it is begun', async () => {
    const { commit, groups, begun } = stage({ patienceMs: 20 });
    const first = commit.add('a');
    await turns();
    const late = commit.add('b');
    await new Promise((done) => setTimeout(done, 40));
    groups[0]?.end();
    expect(await outcomes([first, late])).toEqual(['a!', 'DomainError: too much is waiting already']);
    expect(begun()).toEqual([['a']]);
  });
});
