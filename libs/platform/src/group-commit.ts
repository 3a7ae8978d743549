import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { DomainError } from '@gridwhistle/kernel';
import { isDatabaseAway, isLockTimeout } from './database-trouble.js';

/** Whose turn comes later would have no answer within 2 s: a turn may wait half a second for a lock. */
const LATEST_TURN_MS = 1_200;

export interface GroupLimits {
  /** Members of a group at most. */
  readonly size: number;
  /** Groups in flight at the same time. */
  readonly lanes: number;
  /** Members that wait for a lane; who comes on top is refused at once. */
  readonly waiting: number;
  /** Milliseconds that a member waits for a lane before it is refused. */
  readonly patienceMs: number;
}

interface Member<Work, Result> {
  readonly work: Work;
  readonly since: number;
  /** Nobody waits for it any more: it is not begun. */
  answered: boolean;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Group commit: work that comes at the same time is done together, in one transaction, and everybody waits for its
 * commit. While the lanes are busy the next groups gather, so they grow with the load.
 *
 * When a group fails, its members are done one by one in their order: one bad member fails alone. Whose turn comes too
 * late for an answer in time is refused before it is begun: each before it may have waited for a lock. When a group fails
 * because the database is away, all who wait are told so at once (`unavailable`), since it is away for them too.
 *
 * A caller who was refused repeats what it asked for: what took place meanwhile it finds by its key or its version.
 */
export class GroupCommit<Work, Result> {
  /** A group belongs to none of its members' requests: it runs in the context that made this object. */
  private readonly inOwnContext = AsyncLocalStorage.snapshot();
  private waiting: Member<Work, Result>[] = [];
  private lanesBusy = 0;
  private called = false;

  /** @param together does the work of a group, all or nothing; gives the members' results in their order */
  constructor(
    private readonly limits: GroupLimits,
    private readonly together: (works: readonly Work[]) => Promise<readonly Result[]>,
  ) {}

  /**
   * Does the work with whatever else comes now; `unavailable` when too much is waiting already, and when `withinMs` have
   * passed: what has begun by then may still be done.
   */
  add(work: Work, withinMs?: number): Promise<Result> {
    if (this.waiting.length >= this.limits.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const member: Member<Work, Result> = { work, since: performance.now(), answered: false, resolve, reject };
      this.waiting.push(withinMs === undefined ? member : answeredWithin(member, withinMs));
      this.callLane();
    });
  }

  /** After what has arrived in this turn of the event loop. */
  private callLane(): void {
    if (this.called || this.lanesBusy >= this.limits.lanes || this.waiting.length === 0) return;
    this.called = true;
    this.inOwnContext(() =>
      setImmediate(() => {
        this.called = false;
        void this.lane();
      }),
    );
  }

  private async lane(): Promise<void> {
    this.lanesBusy += 1;
    this.refuseLate();
    this.waiting = this.waiting.filter(({ answered }) => !answered);
    const members = this.waiting.splice(0, this.limits.size);
    this.callLane();
    if (members.length > 0) await this.group(members);
    this.lanesBusy -= 1;
    this.callLane();
  }

  private refuseLate(): void {
    const earliest = performance.now() - this.limits.patienceMs;
    const first = this.waiting.findIndex(({ since }) => since >= earliest);
    const late = this.waiting.splice(0, first === -1 ? this.waiting.length : first);
    late.forEach(({ reject }) => reject(busy()));
  }

  private async group(members: readonly Member<Work, Result>[]): Promise<void> {
    try {
      const results = await this.together(members.map(({ work }) => work));
      members.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (isAway(error)) this.refuseAll(members, error);
      else if (members.length === 1) members[0]?.reject(error);
      else await this.oneByOne(members);
    }
  }

  private async oneByOne(members: readonly Member<Work, Result>[]): Promise<void> {
    for (const [index, member] of members.entries()) {
      if (member.answered) continue;
      if (performance.now() - member.since > LATEST_TURN_MS) {
        member.reject(busy());
        continue;
      }
      try {
        const [result] = await this.together([member.work]);
        member.resolve(result as Result);
      } catch (error) {
        if (isAway(error)) return this.refuseAll(members.slice(index), error);
        member.reject(error);
      }
    }
  }

  private refuseAll(members: readonly Member<Work, Result>[], error: unknown): void {
    [...members, ...this.waiting.splice(0)].forEach(({ reject }) => reject(error));
  }
}

function answeredWithin<Work, Result>(member: Member<Work, Result>, milliseconds: number): Member<Work, Result> {
  const { resolve, reject } = member;
  const late = setTimeout(() => member.reject(busy()), milliseconds);
  const answered = (): void => {
    clearTimeout(late);
    member.answered = true;
  };
  return Object.assign(member, {
    resolve: (result: Result) => (answered(), resolve(result)),
    reject: (error: unknown) => (answered(), reject(error)),
  });
}

/** A lock that is held too long is one member's trouble, not everybody's. */
const isAway = (error: unknown): boolean => isDatabaseAway(error) && !isLockTimeout(error);

const busy = (): DomainError => new DomainError('unavailable', 'too much is waiting already');
