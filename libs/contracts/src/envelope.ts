import { ContractError, eventOfType, ownerOf, type EventContract } from './event.js';
import { CODE } from './fields.js';

/** A CloudEvent 1.0 in structured JSON: what is in the log, on the bus and in the live feed. */
export interface Envelope {
  specversion: '1.0';
  /** UUIDv7, also the bus's message id. */
  id: string;
  /** `/gridwhistle/<district>/<owning service>` */
  source: string;
  /** `<entity>.<event>.v<version>` */
  type: string;
  /** Id of the aggregate. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  dataschema: string;
  /** Count of the aggregate's events, zero-padded to ten digits as the CloudEvents extension wants it ordered as text. */
  sequence: string;
  traceparent?: string;
  ticketid?: string;
  /** The unit that holds the aggregate when the event commits, `none` where there is none. */
  unit: string;
  data: unknown;
}

export interface EnvelopeParts {
  id: string;
  district: string;
  aggregateId: string;
  sequence: number;
  time: Date;
  ticketId: string | null;
  unit: string | null;
  traceparent?: string | undefined;
}

const DISTRICT = /^\d{4}(\d{2}(\d{3})?)?$/;

/** The subject `gw.<district>.<entity>.<event>.<unit>`; a code that could not be one token is refused. */
export function subjectOf(district: string, eventName: string, unit: string | null): string {
  const token = unit ?? 'none';
  if (!DISTRICT.test(district)) throw new ContractError(`${district} is no district code`);
  if (!CODE.test(token)) throw new ContractError('a unit code cannot hold a dot, space or wildcard');
  return `gw.${district}.${eventName}.${token}`;
}

export function envelopeOf(contract: EventContract, data: object, parts: EnvelopeParts): Envelope {
  return {
    specversion: '1.0',
    id: parts.id,
    source: `/gridwhistle/${parts.district}/${contract.owner}`,
    type: `${contract.name}.v${contract.version}`,
    subject: parts.aggregateId,
    time: parts.time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `/api/asyncapi.json#/components/schemas/${contract.cls.name}`,
    sequence: String(parts.sequence).padStart(10, '0'),
    ...(parts.traceparent ? { traceparent: parts.traceparent } : {}),
    ...(parts.ticketId ? { ticketid: parts.ticketId } : {}),
    unit: parts.unit ?? 'none',
    data,
  };
}

const REQUIRED = ['id', 'source', 'type', 'subject', 'time', 'sequence', 'unit'] as const;

/** Reads an envelope from the bus; ContractError says what is wrong with it. Its data is not checked here. */
export function parseEnvelope(text: string): Envelope {
  const plain = parseJson(text);
  const missing = REQUIRED.filter((key) => typeof plain[key] !== 'string');
  if (plain['specversion'] !== '1.0' || missing.length > 0) {
    throw new ContractError(`no CloudEvent 1.0: ${missing.join(', ') || 'specversion'} missing`);
  }
  const envelope = plain as unknown as Envelope;
  if (!/^\d+$/.test(envelope.sequence)) throw new ContractError('sequence is no number');
  return envelope;
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const plain: unknown = JSON.parse(text);
    if (typeof plain === 'object' && plain !== null) return plain as Record<string, unknown>;
  } catch {
    throw new ContractError('not JSON');
  }
  throw new ContractError('not a JSON object');
}

/** The service that sent an envelope, by its type's entity; ContractError for an entity nobody owns. */
export function ownerOfType(type: string): string {
  const owner = ownerOf(type.slice(0, type.indexOf('.')));
  if (!owner) throw new ContractError(`nobody owns ${type}`);
  return owner;
}

/** The contract of an envelope's type; ContractError when this build does not know the event or its version. */
export function contractOfType(type: string): EventContract {
  const contract = eventOfType(type);
  if (!contract) throw new ContractError(`unknown event or version: ${type}`);
  return contract;
}
