import {
  HotlineCallBack,
  HotlineOrder,
  HotlineUrge,
  HotlineWithdrawal,
  INCOMING_FIELDS,
  OUTGOING_FIELDS,
  parseContract,
  type ContractClass,
  type HotlineIncoming,
  type HotlineMessageKind,
  type HotlinePlatform,
} from '@gridwhistle/contracts';
import { DomainError, refuseIfAny, type Detail } from '@gridwhistle/kernel';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import published from 'gcoord';
import { isThere, rowFor } from './domain/mapping-choice.js';
import type { Document } from './domain/mapping-path.js';
import { namesOf, toOurs, toTheirs } from './domain/mapping.js';

// Its types promise a default export that its CommonJS does not have.
const gcoord = published as unknown as typeof published.default;

/** A message as a platform wants it; `silent` when it does not want it. */
export type Told = { path: string; body: Document } | 'silent';

/** Speaks with each platform by its mapping in the profile in force. */
@Injectable()
export class PlatformMapping {
  constructor(private readonly registry: Registry) {}

  /** Throws hotline-platform.unknown. */
  platform(code: string): HotlinePlatform {
    const platform = this.registry.current().hotlinePlatform(code);
    if (platform) return platform;
    throw new DomainError('hotline-platform.unknown', `the profile has no platform ${code}`);
  }

  /** A work order; throws hotline-platform.unknown, input.invalid with every problem by the platform's own names. */
  order(code: string, theirs: unknown): HotlineOrder {
    const platform = this.platform(code);
    const order = read(platform, 'order', HotlineOrder, theirs);
    return { ...order, ...(platform.crs === 'gcj02' ? wgs84(order) : {}) };
  }

  callBack = (code: string, theirs: unknown) => read(this.platform(code), 'callBack', HotlineCallBack, theirs);
  urge = (code: string, theirs: unknown) => read(this.platform(code), 'urge', HotlineUrge, theirs);
  withdrawal = (code: string, theirs: unknown) => read(this.platform(code), 'withdrawal', HotlineWithdrawal, theirs);

  /** Whether a document tells what a caller said: an export has the columns before they are filled. */
  hasCallBack(code: string, theirs: Document): boolean {
    const { callBack } = this.platform(code);
    return callBack !== undefined && isThere(callBack, theirs);
  }

  /** Our message as the platform wants it. Throws hotline-platform.unknown, input.invalid when its rules do not cover it. */
  told(code: string, message: Document & { message: HotlineMessageKind }): Told {
    const row = rowFor(this.platform(code), message);
    if (row === 'silent') return 'silent';
    if (!row) throw new DomainError('input.invalid', `${code} has no row that fits this ${message.message}`);
    const { document, problems } = toTheirs(row.fields, message, OUTGOING_FIELDS[message.message]);
    refuse(problems);
    return { path: row.path, body: document };
  }
}

function read<T extends object>(
  platform: HotlinePlatform,
  part: HotlineIncoming,
  cls: ContractClass<T>,
  theirs: unknown,
): T {
  const mapping = platform[part];
  if (!mapping) throw new DomainError('hotline-platform.unknown', `${platform.code} has no mapping for this message`);
  const given = typeof theirs === 'object' && theirs !== null ? (theirs as Document) : {};
  const { document, problems } = toOurs(mapping.fields, given, INCOMING_FIELDS[part]);
  const unreadable = new Set(problems.map(({ field }) => field));
  const name = (field = ''): string => namesOf(mapping.fields[field] ?? {}) || field;
  try {
    const ours = parseContract(cls, document);
    refuse(problems);
    return ours;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const missing = error.details.map((detail) => ({ ...detail, field: name(detail.field) }));
    throw refusal([...problems, ...missing.filter(({ field }) => !unreadable.has(field))]);
  }
}

const refusal = (problems: readonly Detail[]): DomainError =>
  new DomainError('input.invalid', `${problems.length} problem(s) in the input`, problems);

const refuse = (problems: readonly Detail[]): void =>
  refuseIfAny('input.invalid', `${problems.length} problem(s) in the input`, problems);

function wgs84({ longitude, latitude }: HotlineOrder): Pick<HotlineOrder, 'longitude' | 'latitude'> {
  if (longitude === undefined || latitude === undefined) return {};
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.GCJ02, gcoord.WGS84);
  return { longitude: x, latitude: y };
}
