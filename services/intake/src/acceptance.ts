import type { ReportAccepted } from '@gridwhistle/contracts';
import {
  afterCommit,
  areLarge,
  Database,
  GROUP_ANSWER_MS,
  GroupCommit,
  Idempotency,
  startTicketRoot,
  traceparentOf,
  withPatience,
  type Claim,
} from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { listsOf, ReportWriter, type Arrival, type Found } from './report.writer.js';
import { digestOfCode, newCode, Sealed } from './sealed.js';
import { SimilarStore, type Matter } from './similar.store.js';

/** A report that passed every check, before it has an id. */
export interface Applicant {
  matter: Omit<Arrival, 'id' | 'codeDigest'>;
  claim: Omit<Claim, 'answer'>;
  profile: Profile;
  /** Runs something as part of the request it came by: the caller's trace is linked. */
  inRequest: <T>(work: () => T) => T;
}

/** The answer as it is kept for repeats: the reporter's code only sealed. */
export type Kept = Omit<ReportAccepted, 'code' | 'link'> & { sealedCode: string };

/** An applicant with everything that will be written. */
interface Newcomer extends Found {
  claim: Claim;
  root: ReturnType<typeof startTicketRoot>;
  kept: Kept;
  code: string;
}

/** Waiting and writing together stay below the 2 s in which a caller gets an answer. */
const GROUPS = { size: 100, lanes: 2, waiting: 2_000, patienceMs: 700 };
const WRITE_MS = 1_000;
/** Emergencies stand in no queue behind what can wait. */
const URGENT = { ...GROUPS, lanes: 1 };
/** Large photos are megabytes: one report at a time, and few that wait with theirs in memory. */
const WITH_PHOTOS = { size: 1, lanes: 2, waiting: 20, patienceMs: 700 };
const WRITE_PHOTOS_MS = 4_000;

/** Takes reports in, those that come at the same time in one transaction. */
@Injectable()
export class Acceptance {
  private readonly groups = new GroupCommit(GROUPS, (all: readonly Applicant[]) => this.together(all, WRITE_MS));
  private readonly urgent = new GroupCommit(URGENT, (all: readonly Applicant[]) => this.together(all, WRITE_MS));
  private readonly withPhotos = new GroupCommit(WITH_PHOTOS, (all: readonly Applicant[]) =>
    this.together(all, WRITE_PHOTOS_MS),
  );

  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly similar: SimilarStore,
    private readonly writer: ReportWriter,
    private readonly sealed: Sealed,
  ) {}

  /**
   * Writes report, photos and event; settles when they are committed.
   * @returns the answer with the reporter's code, or undefined when the key is taken: then there is an answer already
   * @throws unavailable when too much is waiting or the database does not answer
   */
  accept(applicant: Applicant): Promise<{ kept: Kept; code: string } | undefined> {
    const { photos, severity } = applicant.matter;
    if (areLarge(photos)) return this.withPhotos.add(applicant);
    const queue = severity === 'emergency' ? this.urgent : this.groups;
    return queue.add(applicant, GROUP_ANSWER_MS);
  }

  private together(applicants: readonly Applicant[], withinMs: number) {
    return withPatience(withinMs, () => this.database.transaction((tx) => this.write(tx, applicants)));
  }

  private async write(tx: EntityManager, applicants: readonly Applicant[]): Promise<(Newcomer | undefined)[]> {
    const matters = applicants.map((applicant) => this.compared(applicant));
    const { now, similarTo } = await this.similar.look(tx, matters);
    const newcomers = applicants.map((applicant, index) =>
      this.newcomer(applicant, { now, similarTo: similarTo[index], wordsKey: (matters[index] as Matter).wordsKey }),
    );
    const claims = newcomers.map(({ claim }) => claim);
    const free = await this.idempotency.claimAll(tx, claims, now);
    const taken = newcomers.filter((_newcomer, index) => free[index]);
    await this.writer.writeAll(tx, taken, now);
    // A span is told of only when there is a ticket.
    afterCommit(tx, () => taken.forEach(({ root }) => root.end()));
    return newcomers.map((newcomer, index) => (free[index] ? newcomer : undefined));
  }

  private compared({ matter, profile }: Applicant): Matter {
    const { words, filing, place } = matter;
    const wordsKey = this.sealed.wordsKey(words);
    return { wordsKey, category: filing.category, place, rule: profile.document.similarCase };
  }

  private newcomer(applicant: Applicant, found: Omit<Found, 'arrival' | 'wordLists'> & { now: Date }): Newcomer {
    const { wordsKey, similarTo, now } = found;
    const id = v7({ msecs: now.getTime() });
    const code = newCode();
    const arrival = { ...applicant.matter, id, codeDigest: digestOfCode(code) };
    const kept: Kept = {
      id,
      state: 'reported',
      sealedCode: this.sealed.seal(code),
      ...arrival.filing,
      ...(similarTo === undefined ? {} : { similarTo }),
    };
    const root = applicant.inRequest(() => rootOf(arrival));
    const traceparent = traceparentOf(root.spanContext());
    const wordLists = listsOf(arrival.words, applicant.profile);
    const claim = { ...applicant.claim, answer: kept };
    return { arrival, wordsKey, similarTo, wordLists, traceparent, claim, root, kept, code };
  }
}

const rootOf = ({ id, channel }: Arrival) =>
  startTicketRoot('ticket.report', { ticketId: id, attributes: { 'gw.channel': channel } });
