import type { PlaceQuery, ReportAccepted, ReportMatter } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  afterCommit,
  Database,
  databaseNow,
  Idempotency,
  startTicketRoot,
  withSpan,
  type Actor,
} from '@gridwhistle/platform';
import { Registry, type Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { fileMatter, type Filing, type Problem } from './domain/filing.js';
import { cleanPhotos, type CleanPhoto } from './photos.js';
import { districtOf, wgs84 } from './place.js';
import { ReportWriter, type Arrival } from './report.writer.js';
import { digestOfCode, newCode, Sealed } from './sealed.js';

/** Who reports, under which key. */
export interface Sender {
  actor: Actor;
  key: string;
  query: PlaceQuery;
}

/** A request that passed every check. */
interface Checked {
  matter: ReportMatter;
  filing: Filing;
  place: readonly [number, number] | undefined;
  photos: CleanPhoto[];
}

/** The answer as it is kept for repeats: the reporter's code only sealed. */
type Kept = Omit<ReportAccepted, 'code' | 'link'> & { sealedCode: string };

@Injectable()
export class ReportCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly writer: ReportWriter,
    private readonly sealed: Sealed,
  ) {}

  /**
   * Takes a matter in: report, photos and `report.received` in one transaction. The same key and body again, also at
   * the same moment, is the same report.
   * @throws the first problem's code, with every problem of the request in its details
   */
  async receive(matter: ReportMatter, sender: Sender): Promise<ReportAccepted> {
    const profile = this.registry.current();
    const checked = await check(matter, sender.query, profile);
    const request = {
      key: sender.key,
      caller: sender.actor,
      act: 'ticket.report',
      body: { ...matter, ...sender.query },
    };
    const kept = await this.database.transaction((tx) =>
      this.idempotency.run(tx, request, () => this.write(tx, checked, sender.actor, profile)),
    );
    const { sealedCode, ...answer } = kept;
    const code = this.sealed.open(sealedCode);
    return { ...answer, code, link: `/r/${answer.id}#${code}` };
  }

  private async write(tx: EntityManager, checked: Checked, actor: Actor, profile: Profile): Promise<Kept> {
    const now = await databaseNow(tx);
    const id = v7({ msecs: now.getTime() });
    const code = newCode();
    const arrival = arrivalOf(checked, { id, code, reportedBy: gridUnitOf(actor) });
    const root = startTicketRoot('ticket.report', { ticketId: id, attributes: { 'gw.channel': arrival.channel } });
    const similarTo = await withSpan(root, () => this.writer.write(tx, arrival, { profile, now }));
    // A span is told of only when there is a ticket.
    afterCommit(tx, () => root.end());
    return {
      id,
      state: 'reported',
      sealedCode: this.sealed.seal(code),
      ...checked.filing,
      ...(similarTo === undefined ? {} : { similarTo }),
    };
  }
}

async function check(matter: ReportMatter, query: PlaceQuery, profile: Profile): Promise<Checked> {
  const place = wgs84(matter.place, query);
  const { grid, category, condition } = matter;
  const { filing, problems } = fileMatter({ place, grid, category, condition }, districtOf(profile));
  const photos = await cleanPhotos(matter.photos ?? []);
  refuse([...problems, ...photos.problems]);
  return { matter, filing, place, photos: photos.clean };
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  throw new DomainError(first.code, problems.map(({ field, message }) => `${field}: ${message}`).join('; '), problems);
}

interface Origin {
  id: string;
  code: string;
  reportedBy: string | undefined;
}

function arrivalOf({ matter, filing, place, photos }: Checked, { id, code, reportedBy }: Origin): Arrival {
  const { title, text, address } = matter;
  return {
    id,
    channel: reportedBy === undefined ? 'resident' : 'grid-worker',
    severity: matter.severity ?? 'normal',
    filing,
    place,
    words: { text, ...(title === undefined ? {} : { title }), ...(address === undefined ? {} : { address }) },
    reporter: matter.reporter,
    anonymous: matter.anonymous ?? false,
    confidential: matter.confidential ?? false,
    photos,
    reportedBy,
    codeDigest: digestOfCode(code),
  };
}

/** The grid whose worker reports; other staff report as residents do. */
const gridUnitOf = (actor: Actor): string | undefined =>
  actor.memberships.find(({ kind, tier }) => kind === 'grid' || tier === 'grid')?.unit;
