import type { Task } from './case.js';

/** Everything that is still to be done, the earliest first (a binary heap), and how much each unit has in hand. */
export class Agenda {
  private readonly heap: Task[] = [];
  private readonly hands = new Map<string, number>();

  constructor(tasks: readonly Task[] = []) {
    for (const task of tasks) this.add(task);
  }

  get size(): number {
    return this.heap.length;
  }

  /** Infinity when nothing is to be done. */
  get nextAt(): number {
    return this.heap[0]?.at ?? Infinity;
  }

  /** How many orders wait in a unit's hands. */
  inHand(unit: string): number {
    return this.hands.get(unit) ?? 0;
  }

  all(): readonly Task[] {
    return this.heap;
  }

  add(task: Task): void {
    this.heap.push(task);
    this.count(task, 1);
    for (let at = this.heap.length - 1; at > 0 && isBefore(this.at(at), this.at(up(at))); at = up(at))
      this.swap(at, up(at));
  }

  /** Takes out all that is due before a moment, in order. */
  before(moment: number): Task[] {
    const due: Task[] = [];
    while (this.nextAt < moment) due.push(this.take());
    return due;
  }

  private take(): Task {
    const first = this.at(0);
    const last = this.heap.pop() as Task;
    if (this.heap.length > 0) this.sink(last);
    this.count(first, -1);
    return first;
  }

  private sink(task: Task): void {
    this.heap[0] = task;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = [left, right].reduce(
        (best, child) => (child < this.heap.length && isBefore(this.at(child), this.at(best)) ? child : best),
        at,
      );
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private count({ deed, case: { order } }: Task, change: 1 | -1): void {
    if (!order || (deed !== 'take' && deed !== 'work')) return;
    const now = this.inHand(order.unit) + change;
    if (now === 0) this.hands.delete(order.unit);
    else this.hands.set(order.unit, now);
  }

  private at(index: number): Task {
    return this.heap[index] as Task;
  }

  private swap(one: number, other: number): void {
    [this.heap[one], this.heap[other]] = [this.at(other), this.at(one)];
  }
}

const up = (index: number): number => (index - 1) >> 1;

/** The number decides between two of the same moment, so that a run is the same again. */
const isBefore = (one: Task, other: Task): boolean =>
  one.at < other.at || (one.at === other.at && one.case.number < other.case.number);
