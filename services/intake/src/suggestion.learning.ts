import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '@gridwhistle/kernel';
import { Database, SealError, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable, Logger } from '@nestjs/common';
import { v7 } from 'uuid';
import { Course } from './domain/course.js';
import { isHeldBack } from './domain/held-back.js';
import { packModel } from './model.js';
import { Sealed } from './sealed.js';
import { SolvedStore, type SolvedCount, type SolvedRow } from './solved.store.js';
import { categorySizes, keywordsOf, MOST_LEARNT, unitSizes } from './training.js';
import { labelOfUnit } from './unit-labels.js';
import { VersionStore } from './version.store.js';

const AT_ONCE = 25;
const PAUSE_MS = 1_000;
/** Rest after a batch as a multiple of what it took: who reports comes before what is learnt. */
const REST = 2;
const FROM_THE_TOP = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A version on its way: twice through the closed tickets, from the newest down. */
interface Run {
  readonly version: number;
  readonly until: Date;
  readonly categories: Course;
  readonly units: Course | undefined;
  examining: boolean;
  below: string;
  /** Of this time through. */
  read: number;
  done: number;
}

/** What one look at the database brings. */
interface Step {
  readonly version: number;
  readonly until: Date;
  /** Only for a run that begins. */
  readonly counts: readonly SolvedCount[] | undefined;
  readonly rows: readonly SolvedRow[];
}

/**
 * Learns a version that was asked for, a few tickets at a time. What it counts is in memory only: an instance that dies leaves the
 * version to whoever finds it unheld, who begins again and ends with the same. The words are opened here and go nowhere.
 */
@Injectable()
export class SuggestionLearning {
  private readonly logger = new Logger('SuggestionLearning');
  private readonly holder = v7();
  private readonly loop: WorkerLoop;
  private run: Run | undefined;

  constructor(
    private readonly database: Database,
    private readonly versions: VersionStore,
    private readonly solved: SolvedStore,
    private readonly registry: Registry,
    private readonly sealed: Sealed,
    workers: Workers,
  ) {
    this.loop = workers.loop('SuggestionLearning', PAUSE_MS, () => this.work());
  }

  wake(): void {
    this.loop.wake();
  }

  private async work(): Promise<boolean> {
    const began = performance.now();
    const step = await this.read();
    if (!step) return false;
    const run = this.runOf(step);
    if (!run) return this.refuse(step.version);
    step.rows.forEach((row) => this.take(run, row));
    await this.turn(run, step.rows);
    await delay(REST * (performance.now() - began));
    return this.run !== undefined;
  }

  /** The next tickets of the version that is held here, in one transaction. */
  private read(): Promise<Step | undefined> {
    return this.database.transaction(async (tx) => {
      const held = await this.versions.hold(tx, this.holder, this.run?.done ?? 0);
      if (!held) return undefined;
      const { version, askedAt: until } = held;
      const mine = this.run?.version === version ? this.run : undefined;
      const counts = mine ? undefined : await this.solved.count(tx, until);
      return { version, until, counts, rows: await this.solved.page(tx, until, mine?.below ?? FROM_THE_TOP, AT_ONCE) };
    });
  }

  /** The run that a step belongs to; undefined where its tickets do not make a training set. */
  private runOf({ version, until, counts }: Step): Run | undefined {
    if (!counts) return this.run;
    const profile = this.registry.current();
    try {
      const categories = new Course(categorySizes(counts), keywordsOf(profile));
      const units = courseOrNone(() => new Course(unitSizes(counts, profile), new Map()));
      this.run = { version, until, categories, units, examining: false, below: FROM_THE_TOP, read: 0, done: 0 };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.run = undefined;
    }
    return this.run;
  }

  private take(run: Run, { id, words: sealed, category, unit }: SolvedRow): void {
    if (isHeldBack(id) !== run.examining) return;
    const words = this.wordsOf(id, sealed);
    if (!words) return;
    const label = labelOfUnit(unit, this.registry.current());
    const act = run.examining ? 'examine' : 'learn';
    run.categories[act]({ ...words, label: category });
    if (label !== undefined) run.units?.[act]({ ...words, label });
  }

  private wordsOf(id: string, sealed: string) {
    try {
      const { title, text } = this.sealed.openWords(sealed);
      return { title, text };
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.logger.warn({
        msg: `the words of ${id} cannot be opened: nothing is learnt from them`,
        error: error.message,
      });
      return undefined;
    }
  }

  /** Goes on below what was read; at the bottom once more from the top to examine, and then the version is ready. */
  private async turn(run: Run, rows: readonly SolvedRow[]): Promise<void> {
    run.read += rows.length;
    run.done += rows.length;
    run.below = rows.at(-1)?.id ?? run.below;
    if (rows.length === AT_ONCE && run.read < MOST_LEARNT) return;
    if (run.examining) return this.finish(run);
    Object.assign(run, { examining: true, below: FROM_THE_TOP, read: 0 });
  }

  private async finish({ version, categories, units }: Run): Promise<void> {
    const [learnt, ofUnits] = [categories.result(), units?.result()];
    if (!learnt) return void (await this.refuse(version));
    const body = this.sealed.seal(await packModel(learnt, ofUnits));
    const figures = { figures: learnt.figures, unitFigures: ofUnits?.figures ?? null };
    await this.database.transaction((tx) =>
      this.versions.finish(tx, version, this.holder, { state: 'ready', ...figures, body }),
    );
    this.run = undefined;
    this.logger.log(`version ${version} of the suggestions is learnt`);
  }

  private async refuse(version: number): Promise<boolean> {
    const nothing = { figures: null, unitFigures: null, body: null };
    await this.database.transaction((tx) =>
      this.versions.finish(tx, version, this.holder, { state: 'refused', ...nothing }),
    );
    this.run = undefined;
    return true;
  }
}

/** Too few units to tell apart are no reason to learn no categories. */
function courseOrNone(make: () => Course): Course | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
