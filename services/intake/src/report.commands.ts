import type { PlaceQuery, ReportAccepted, ReportMatter } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  claimOf,
  cleanPictures,
  Database,
  Idempotency,
  inThisTrace,
  type Actor,
  type Picture,
} from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import { Acceptance, type Applicant, type Kept } from './acceptance.js';
import { foundOnTheWay } from './domain/directive-report.js';
import { fileMatter, type Filing, type Problem } from './domain/filing.js';
import { settlementProblems } from './domain/on-the-spot.js';
import { filedBy } from './domain/suggestion.js';
import { districtOf, wgs84 } from './place.js';
import { ReportStore } from './report.store.js';
import { Sealed, type Words } from './sealed.js';
import { Suggestions } from './suggestions.js';

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
  photos: Picture[];
  directiveId: string | undefined;
}

@Injectable()
export class ReportCommands {
  constructor(
    private readonly acceptance: Acceptance,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly sealed: Sealed,
    private readonly database: Database,
    private readonly reports: ReportStore,
    private readonly suggestions: Suggestions,
  ) {}

  /**
   * Takes a matter in: report, photos and `report.received` in one transaction. The same key and body again, also at
   * the same moment, is the same report.
   * @throws the first problem's code, with every problem of the request in its details
   */
  async receive(matter: ReportMatter, { actor, key, query }: Sender): Promise<ReportAccepted> {
    const profile = this.registry.current();
    const checked = await check(matter, query, profile, actor);
    await this.checkFormer(matter.formerTicketId);
    const claim = claimOf({ key, caller: actor, act: 'ticket.report', body: { ...matter, ...query } });
    const inRequest = inThisTrace();
    const suggestion = this.suggestions.suggest(matter, checked.filing, profile);
    const filed = { ...applicantOf(checked, actor), filing: filedBy(checked.filing, suggestion), suggestion };
    const accepted = await this.acceptance.accept({ matter: filed, claim, profile, inRequest });
    if (accepted) return answerOf(accepted.kept, accepted.code);
    const kept = await this.idempotency.answered<Kept>(claim);
    return answerOf(kept, this.sealed.open(kept.sealedCode));
  }

  private async checkFormer(id: string | undefined): Promise<void> {
    if (id === undefined || (await this.reports.find(this.database.source.manager, id))) return;
    throw new DomainError('report.unknown', 'the former ticket is not known', [
      { field: 'formerTicketId', message: 'names no report of this district' },
    ]);
  }
}

function answerOf({ sealedCode: _, ...kept }: Kept, code: string): ReportAccepted {
  return { ...kept, code, link: `/r/${kept.id}#${code}` };
}

async function check(matter: ReportMatter, query: PlaceQuery, profile: Profile, actor: Actor): Promise<Checked> {
  const place = wgs84(matter.place, query);
  const { grid, category, condition } = matter;
  const { filing, problems } = fileMatter({ place, grid, category, condition }, districtOf(profile));
  const photos = await cleanPictures(matter.photos ?? [], 'photos');
  const { directiveId, problems: unnamed } = foundOnTheWay(matter.directiveId, actor.kind === 'staff');
  const barred = matter.settled ? barredFromSettling(matter, filing, actor) : [];
  refuse([...problems, ...unnamed, ...barred, ...photos.problems]);
  return { matter, filing, place, photos: photos.clean, directiveId };
}

function barredFromSettling({ severity = 'normal', photos = [] }: ReportMatter, filing: Filing, actor: Actor) {
  return settlementProblems({ reportedBy: gridUnitOf(actor), filing, severity, photos: photos.length });
}

function refuse(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  throw new DomainError(first.code, problems.map(({ field, message }) => `${field}: ${message}`).join('; '), problems);
}

function applicantOf({ matter, filing, place, photos, directiveId }: Checked, actor: Actor): Applicant['matter'] {
  const { title, text, address, settled } = matter;
  const reportedBy = gridUnitOf(actor);
  const isPromised = matter.anonymous === true || matter.confidential === true;
  return {
    channel: reportedBy === undefined ? 'resident' : 'grid-worker',
    severity: matter.severity ?? 'normal',
    filing,
    place,
    words: { text, ...given({ title, address, result: settled?.result }) },
    settledAs: settled && (settled.outcome ?? 'solved'),
    settledBy: settled && !isPromised ? actor.id : undefined,
    reporter: matter.reporter,
    anonymous: matter.anonymous ?? false,
    confidential: matter.confidential ?? false,
    photos,
    reportedBy,
    formerTicketId: matter.formerTicketId,
    directiveId,
  };
}

const given = (words: { [name in Exclude<keyof Words, 'text'>]: string | undefined }): Partial<Words> =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

/** The grid whose worker reports; other staff report as residents do. */
const gridUnitOf = (actor: Actor): string | undefined =>
  actor.memberships.find(({ kind, tier }) => kind === 'grid' || tier === 'grid')?.unit;
