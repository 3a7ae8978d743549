import { make, ReportReceived } from '@gridwhistle/contracts';
import type { Channel, Severity } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentStore } from './attachment.store.js';
import type { Filing } from './domain/filing.js';
import { keptOf, type ReporterDetails } from './domain/reporter.js';
import { cellOf, mostSimilar, type Place } from './domain/similar-case.js';
import type { CleanPhoto } from './photos.js';
import { ReportStore, type ReportRow } from './report.store.js';
import { Sealed, type Words } from './sealed.js';

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
  photos: CleanPhoto[];
  reportedBy?: string | undefined;
  codeDigest?: Buffer;
}

interface Setting {
  profile: Profile;
  now: Date;
}

/** Writes a report with its photos and its event; the last step of every channel. */
@Injectable()
export class ReportWriter {
  constructor(
    private readonly reports: ReportStore,
    private readonly attachments: AttachmentStore,
    private readonly sealed: Sealed,
  ) {}

  /** Returns the ticket that it resembles, if any. A report with this id that is there already stays as it is. */
  async write(tx: EntityManager, arrival: Arrival, { profile, now }: Setting): Promise<string | undefined> {
    const similarTo = await this.similar(tx, arrival, { profile, now });
    const row = this.rowOf(arrival, similarTo, now);
    if (!(await this.reports.insert(tx, row))) return similarTo;
    await this.attachments.insert(
      tx,
      arrival.photos.map((photo, n) => ({ reportId: arrival.id, n, ...photo })),
    );
    const sequence = await publish(tx, aggregateOf(row), [make(ReportReceived, receivedOf(row))], now);
    await this.reports.update(tx, row.id, { sequence });
    return similarTo;
  }

  private async similar(tx: EntityManager, arrival: Arrival, { profile, now }: Setting): Promise<string | undefined> {
    const rule = profile.document.similarCase;
    const matter = {
      wordsKey: this.sealed.wordsKey(arrival.words),
      category: arrival.filing.category,
      place: arrival.place,
    };
    return mostSimilar(arrival.place, await this.reports.candidates(tx, matter, rule, now), rule.metres);
  }

  private rowOf(arrival: Arrival, similarTo: string | undefined, now: Date): ReportRow {
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
      wordsKey: this.sealed.wordsKey(arrival.words),
      reporter: this.sealed.sealReporter(keptOf(arrival.reporter, { anonymous, confidential })),
      photos: arrival.photos.length,
      anonymous,
      confidential,
      reportedBy: arrival.reportedBy ?? null,
      similarTo: similarTo ?? null,
      codeDigest: arrival.codeDigest ?? null,
      withdrawalAskedAt: null,
      receivedAt: now,
      sequence: 0,
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

/** The event's data: results of rules, never words. */
function receivedOf(row: ReportRow): ReportReceived {
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
    ...(row.reportedBy === null ? {} : { reportedBy: row.reportedBy }),
  };
}
