import { Database, decodeCursor, limitOf, may, pageOf, type Actor, type Page } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppealView, ProposalView, PublicationView } from './answers.js';
import { AppealStore } from './appeal.store.js';
import { ProposalStore } from './proposal.store.js';
import { PublicationStore } from './publication.store.js';
import type { ProposalQuery, PublicationQuery } from './queries.js';
import { appealViewOf, proposalViewOf, publicationViewOf } from './views.js';

/** Lists of publications, proposals and appeals, newest first. */
@Injectable()
export class Listing {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly registry: Registry,
    private readonly publicationStore: PublicationStore,
    private readonly proposalStore: ProposalStore,
    private readonly appealStore: AppealStore,
  ) {
    this.tx = database.source.manager;
  }

  /** That a period was published is no secret among staff; its figures are shown unit by unit. */
  async publications({ plan, period, ...query }: PublicationQuery): Promise<Page<PublicationView>> {
    const after = decodeCursor(query.cursor, ['id']);
    const limit = limitOf(query);
    const where = { ...(plan === undefined ? {} : { plan }), ...(period === undefined ? {} : { period }) };
    const rows = await this.publicationStore.list(this.tx, where, { after, limit: limit + 1 });
    return pageOf(rows.map(publicationViewOf), limit, ({ id }) => [id]);
  }

  /** The centre sees all; others what their units proposed or are the subject of. */
  async proposals(query: ProposalQuery, actor: Actor): Promise<Page<ProposalView>> {
    const { filter, page } = this.concerning(query, actor);
    const rows = await this.proposalStore.list(this.tx, filter, page);
    return pageOf(rows.map(proposalViewOf), limitOf(query), ({ id }) => [id]);
  }

  /** The centre sees all; others those of their units. */
  async appeals(query: ProposalQuery, actor: Actor): Promise<Page<AppealView>> {
    const { filter, page } = this.concerning(query, actor);
    const rows = await this.appealStore.list(this.tx, filter, page);
    return pageOf(rows.map(appealViewOf), limitOf(query), ({ id }) => [id]);
  }

  private concerning({ plan, period, unit, ...query }: ProposalQuery, actor: Actor) {
    const all = may(actor, 'assessment.read', { centre: this.registry.current().centre().code });
    const of = all ? undefined : actor.memberships.map((membership) => membership.unit);
    const page = { after: decodeCursor(query.cursor, ['id']), limit: limitOf(query) + 1 };
    return { filter: { plan, period, unit, of }, page };
  }
}
