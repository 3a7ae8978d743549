import { Database, decodeCursor, limitOf, may, pageOf, type Actor, type Page } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ProposalView, PublicationView } from './answers.js';
import { ProposalStore } from './proposal.store.js';
import { PublicationStore } from './publication.store.js';
import type { ProposalQuery, PublicationQuery } from './queries.js';
import { proposalViewOf, publicationViewOf } from './views.js';

/** Lists of publications and proposals, newest first. */
@Injectable()
export class Listing {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly registry: Registry,
    private readonly publicationStore: PublicationStore,
    private readonly proposalStore: ProposalStore,
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
  async proposals({ plan, period, unit, ...query }: ProposalQuery, actor: Actor): Promise<Page<ProposalView>> {
    const all = may(actor, 'assessment.read', { centre: this.registry.current().centre().code });
    const of = all ? undefined : actor.memberships.map((membership) => membership.unit);
    const after = decodeCursor(query.cursor, ['id']);
    const limit = limitOf(query);
    const rows = await this.proposalStore.list(this.tx, { plan, period, unit, of }, { after, limit: limit + 1 });
    return pageOf(rows.map(proposalViewOf), limit, ({ id }) => [id]);
  }
}
