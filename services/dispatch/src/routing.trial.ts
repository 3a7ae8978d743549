import {
  MOST_SEARCHED,
  type DryRunRoutes,
  type DryRunView,
  type OutcomeView,
  type ShiftView,
  type WordListsFound,
} from '@gridwhistle/contracts';
import { Database, databaseNow, InternalClient, require, type Actor } from '@gridwhistle/platform';
import { routeWarnings, readRoutes, type Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { questionOf } from './domain/routing.js';
import { firstIdAt, Trial, type Shift, type Subject } from './domain/trial.js';
import { present } from './views.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
/** More would not be answered in time. */
const MOST_TICKETS = 100_000;
const NEXT = 'select id, channel, routing from ticket where id > $1 order by id limit $2';

/** Tries a changed set of routes on the tickets of the last days. Nothing is written, and nothing locked. */
@Injectable()
export class RouteTrials {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly registry: Registry,
    private readonly client: InternalClient,
  ) {
    this.tx = database.source.manager;
  }

  /**
   * Page by page, so that a month of a city needs no more memory than a day. Where the routes ask for words, intake looks
   * for them in what was reported: the words stay there, and what it no longer has counts as it was found then.
   * @throws DomainError `profile.invalid` with every problem of the set; `unavailable` while intake does not answer
   */
  async run(actor: Actor, { days = USUAL_DAYS, ...set }: DryRunRoutes): Promise<DryRunView> {
    require(actor, 'route.dry-run', {});
    const profile = readRoutes(this.registry.current(), set);
    const since = new Date((await databaseNow(this.tx)).getTime() - days * DAY_MS);
    const trial = new Trial();
    const complete = await this.tryAll(trial, profile, firstIdAt(since));
    const { shifts, ...counts } = trial.result;
    const warnings = routeWarnings(profile.document);
    return { since: since.toISOString(), ...counts, shifts: shifts.map(shiftView), complete, warnings };
  }

  /** Whether all tickets from an id on were tried. */
  private async tryAll(trial: Trial, profile: Profile, from: string): Promise<boolean> {
    let after = from;
    for (let tried = 0; tried < MOST_TICKETS; tried += MOST_SEARCHED) {
      const page = await this.tx.query<Subject[]>(NEXT, [after, MOST_SEARCHED]);
      await this.tryPage(trial, profile, page);
      after = page.at(-1)?.id ?? after;
      if (page.length < MOST_SEARCHED) return true;
    }
    return false;
  }

  private async tryPage(trial: Trial, profile: Profile, page: readonly Subject[]): Promise<void> {
    const lists = await this.listsOf(page, profile);
    for (const subject of page) {
      trial.add(subject, ({ asked }) => {
        const wordLists = lists.get(subject.id) ?? asked.wordLists;
        return profile.route({ ...questionOf(asked, subject.channel), wordLists });
      });
    }
  }

  private async listsOf(page: readonly Subject[], { document }: Profile): Promise<Map<string, readonly string[]>> {
    if (page.length === 0 || document.routes.every(({ when }) => when.words === undefined)) return new Map();
    const question = { lists: document.wordLists ?? [], ids: page.map(({ id }) => id) };
    return new Map((await this.client.post<WordListsFound>('intake', '/internal/word-lists', question)).found);
  }
}

const shiftView = ({ from, to, count, tickets }: Shift): ShiftView => ({
  from: present<OutcomeView>(from),
  to: present<OutcomeView>(to),
  count,
  tickets: [...tickets],
});
