import { createHash, createHmac, randomBytes } from 'node:crypto';
import { envelopeOf, eventOf, make, ReportReceived, subjectOf, type ReportMatter } from '@gridwhistle/contracts';
import { digestOf, seal } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { BadRequestException, Inject, Injectable, UnprocessableEntityException } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { fileMatter, type Filing } from '../../../services/intake/src/domain/filing.js';
import { cellOf, sameWordsKey } from '../../../services/intake/src/domain/similar-case.js';
import { districtOf } from '../../../services/intake/src/place.js';
import { EventLog, IdempotencyKey, Outbox, Report } from './entities.js';

export const DATA_KEY = Symbol('data key');
export const PROFILE = Symbol('profile');

export interface Answer extends Filing {
  id: string;
  state: 'reported';
  code: string;
}

/** Takes a report in as one writes it with Nest and TypeORM: a transaction, and `save()` for each row. */
@Injectable()
export class ReportService {
  constructor(
    private readonly source: DataSource,
    @Inject(DATA_KEY) private readonly dataKey: Buffer,
    @Inject(PROFILE) private readonly profile: Profile,
  ) {}

  receive(matter: ReportMatter, key: string): Promise<Answer> {
    const filing = this.file(matter);
    return this.source.transaction(async (tx) => {
      const used = await tx.findOneBy(IdempotencyKey, { caller: 'anonymous:', act: 'ticket.report', key });
      if (used) return repeat(used, matter);
      const answer = await this.write(tx, matter, filing);
      await tx.save(IdempotencyKey, {
        caller: 'anonymous:',
        act: 'ticket.report',
        key,
        digest: digestOf(matter),
        answer: { ...answer, code: seal(this.dataKey, answer.code) },
        usedAt: new Date(),
      });
      return answer;
    });
  }

  private file(matter: ReportMatter): Filing {
    const { place, grid, category, condition } = matter;
    const named = { place: place?.coordinates, grid, category, condition };
    const { filing, problems } = fileMatter(named, districtOf(this.profile));
    if (problems.length > 0) throw new UnprocessableEntityException(problems);
    return filing;
  }

  private async write(tx: EntityManager, matter: ReportMatter, filing: Filing): Promise<Answer> {
    const now = new Date();
    const id = v7();
    const code = randomBytes(16).toString('base64url');
    const [lon, lat] = matter.place?.coordinates ?? [];
    const report = await tx.save(Report, {
      id,
      channel: 'resident',
      severity: matter.severity ?? 'normal',
      category: filing.category ?? null,
      condition: filing.condition ?? null,
      grid: filing.grid ?? null,
      lon: lon ?? null,
      lat: lat ?? null,
      cell: lon === undefined || lat === undefined ? null : cellOf([lon, lat]),
      words: seal(this.dataKey, JSON.stringify({ text: matter.text })),
      wordsKey: createHmac('sha256', this.dataKey).update(sameWordsKey(matter.title, matter.text)).digest(),
      reporter: matter.reporter ? seal(this.dataKey, JSON.stringify(matter.reporter)) : null,
      photos: 0,
      anonymous: matter.anonymous ?? false,
      confidential: matter.confidential ?? false,
      codeDigest: createHash('sha256').update(code).digest(),
      receivedAt: now,
      sequence: 1,
    });
    await this.announce(tx, report as Report);
    return { id, state: 'reported', code, ...filing };
  }

  private async announce(tx: EntityManager, report: Report): Promise<void> {
    const event = make(ReportReceived, receivedOf(report));
    const contract = eventOf(ReportReceived);
    const { id, receivedAt: time } = report;
    const eventId = v7();
    const district = this.profile.district;
    const about = { id: eventId, district, aggregateId: id, sequence: 1, time, ticketId: id, unit: null };
    const part = parseInt(id.slice(-8), 16) % 4;
    const logged = await tx.save(EventLog, {
      part,
      ticketId: id,
      entity: contract.entity,
      aggregateId: id,
      sequence: 1,
      eventId,
      type: `${contract.name}.v1`,
      subject: subjectOf(district, contract.name, null),
      envelope: JSON.stringify(envelopeOf(contract, event, about)),
      at: time,
    });
    await tx.save(Outbox, { part, logId: logged.id });
  }
}

function repeat({ digest, answer }: IdempotencyKey, matter: ReportMatter): Answer {
  if (!digest.equals(digestOf(matter))) throw new BadRequestException('the key was used for another request');
  return answer as Answer;
}

function receivedOf(report: Report): ReportReceived {
  const { id, photos, anonymous, confidential, category, grid } = report;
  return {
    ...{ ticketId: id, channel: 'resident', severity: 'normal', photos, anonymous, confidential },
    ...(category === null ? {} : { category }),
    ...(grid === null ? {} : { grid }),
  };
}
