import { make, ReportReceived, ReportSuggested } from '@gridwhistle/contracts';
import type { Channel, HandledOutcome, Severity } from '@gridwhistle/kernel';
import { publishAll } from '@gridwhistle/messaging';
import type { Picture } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentStore } from './attachment.store.js';
import type { Filing } from './domain/filing.js';
import { keptOf, type ReporterDetails } from './domain/reporter.js';
import { cellOf, type Place } from './domain/similar-case.js';
import type { Suggestion } from './domain/suggestion.js';
import { ReportStore, type ReportRow } from './report.store.js';
import { Sealed, type Words } from './sealed.js';
import { SimilarStore } from './similar.store.js';
import { SuggestionStore, type SuggestionRow } from './suggestion.store.js';

/** A matter that passed every check, whatever channel it came by. */
export interface Arrival {
  id: string;
  channel: Channel;
  severity: Severity;
  filing: Filing;
  place: Place | undefined;
  words: Words;
  reporter: ReporterDetails | undefined;
  anonymous: boolean;
  confidential: boolean;
  photos: Picture[];
  hardCase?: boolean | undefined;
  reportedBy?: string | undefined;
  formerTicketId?: string | undefined;
  /** The directive on whose way it was found. */
  directiveId?: string | undefined;
  /** What came of it, where it was settled on the spot. */
  settledAs?: HandledOutcome | undefined;
  /** Id of the member of staff who did. */
  settledBy?: string | undefined;
  codeDigest?: Buffer;
  /** What was suggested, where nobody named a category; applied, it stands in the filing. */
  suggestion?: Suggestion | undefined;
}

/** An arrival with what was found out about it. */
export interface Found {
  arrival: Arrival;
  wordsKey: Buffer;
  similarTo: string | undefined;
  /** Codes of the word lists of which it has a word. */
  wordLists: readonly string[];
  /** The span that its event names as its cause; the active one when left out. */
  traceparent?: string;
}

interface Setting {
  profile: Profile;
  now: Date;
}

/** Writes reports with their photos and events; the last step of every channel. */
@Injectable()
export class ReportWriter {
  constructor(
    private readonly reports: ReportStore,
    private readonly attachments: AttachmentStore,
    private readonly similar: SimilarStore,
    private readonly suggestions: SuggestionStore,
    private readonly sealed: Sealed,
  ) {}

  /** Looks for the ticket that it resembles and writes one report. */
  async write(tx: EntityManager, arrival: Arrival, { profile, now }: Setting): Promise<void> {
    const wordsKey = this.sealed.wordsKey(arrival.words);
    const matter = { wordsKey, category: arrival.filing.category, place: arrival.place };
    const look = await this.similar.look(tx, [{ ...matter, rule: profile.document.similarCase }], now);
    const found = { wordsKey, similarTo: look.similarTo[0], wordLists: listsOf(arrival.words, profile) };
    await this.writeAll(tx, [{ arrival, ...found }], now);
  }

  /** Writes many, in one statement a table. A report whose id is there already stays as it is. */
  async writeAll(tx: EntityManager, all: readonly Found[], now: Date): Promise<void> {
    const rows = new Map(all.map((found) => [found.arrival.id, this.rowOf(found, now)]));
    const written = await this.reports.insertAll(tx, [...rows.values()], now);
    const fresh = all.filter(({ arrival }) => written.has(arrival.id));
    await this.attachments.insert(
      tx,
      fresh.flatMap(({ arrival }) => arrival.photos.map((photo, n) => ({ reportId: arrival.id, n, ...photo }))),
    );
    await this.suggestions.add(tx, fresh.flatMap(suggestionRowOf));
    const publications = fresh.map(({ arrival, wordLists, traceparent }) => ({
      aggregate: aggregateOf({ id: arrival.id, sequence: 0 }),
      events: [
        make(ReportReceived, receivedOf(rows.get(arrival.id) as ReportRow, { ...arrival, wordLists })),
        ...suggestedBy(arrival),
      ],
      ...(traceparent === undefined ? {} : { traceparent }),
    }));
    await publishAll(tx, publications, now);
  }

  private rowOf({ arrival, wordsKey, similarTo }: Found, now: Date): ReportRow {
    const { filing, place, anonymous, confidential } = arrival;
    return {
      id: arrival.id,
      channel: arrival.channel,
      severity: arrival.severity,
      category: filing.category ?? null,
      condition: filing.condition ?? null,
      grid: filing.grid ?? null,
      lon: place?.[0] ?? null,
      lat: place?.[1] ?? null,
      cell: place ? cellOf(place) : null,
      words: this.sealed.sealWords(arrival.words),
      wordsKey,
      reporter: this.sealed.sealReporter(keptOf(arrival.reporter, { anonymous, confidential })),
      photos: arrival.photos.length,
      anonymous,
      confidential,
      reportedBy: arrival.reportedBy ?? null,
      similarTo: similarTo ?? null,
      directiveId: arrival.directiveId ?? null,
      codeDigest: arrival.codeDigest ?? null,
      withdrawalAskedAt: null,
      hasLeft: false,
      objectedAt: null,
      reopeningRound: null,
      formerTicketId: arrival.formerTicketId ?? null,
      receivedAt: now,
      // Its first events are written with it.
      sequence: 1 + suggestedBy(arrival).length,
    };
  }
}

/** What `publish` needs of a report; no unit holds it. */
export const aggregateOf = ({ id, sequence }: Pick<ReportRow, 'id' | 'sequence'>) => ({
  entity: 'report',
  id,
  sequence,
  ticketId: id,
  unit: null,
});

/** The word lists that a report falls under; the address is a place, and says nothing of the matter. */
export const listsOf = ({ title, text }: Words, { wordLists }: Pick<Profile, 'wordLists'>): string[] =>
  wordLists.in(title, text);

function suggestionRowOf({ arrival: { id: ticketId, suggestion } }: Found): SuggestionRow[] {
  const undecided = { verdict: null, settledAs: null, unitVerdict: null, settledUnit: null };
  return suggestion ? [{ ticketId, unit: null, unitConfidence: null, ...suggestion, ...undecided }] : [];
}

const suggestedBy = ({ id: ticketId, suggestion }: Arrival): ReportSuggested[] =>
  suggestion ? [make(ReportSuggested, { ticketId, ...suggestion })] : [];

/** What is told of a report and not stored with it. */
interface Told extends Pick<Arrival, 'hardCase' | 'settledAs' | 'settledBy'> {
  wordLists: readonly string[];
}

/** The event's data: results of rules, never words. */
function receivedOf(row: ReportRow, { hardCase, settledAs, settledBy, wordLists }: Told): ReportReceived {
  return {
    ticketId: row.id,
    channel: row.channel,
    severity: row.severity,
    photos: row.photos,
    anonymous: row.anonymous,
    confidential: row.confidential,
    ...(row.category === null ? {} : { category: row.category }),
    ...(row.condition === null ? {} : { condition: row.condition }),
    ...(row.grid === null ? {} : { grid: row.grid }),
    ...(row.similarTo === null ? {} : { similarTo: row.similarTo }),
    ...(hardCase === undefined ? {} : { hardCase }),
    ...(wordLists.length === 0 ? {} : { wordLists: [...wordLists] }),
    ...(row.reportedBy === null ? {} : { reportedBy: row.reportedBy }),
    ...(row.formerTicketId === null ? {} : { formerTicketId: row.formerTicketId }),
    ...(row.directiveId === null ? {} : { directiveId: row.directiveId }),
    ...(settledAs === undefined ? {} : { settledAs }),
    ...(settledBy === undefined ? {} : { settledBy }),
  };
}
