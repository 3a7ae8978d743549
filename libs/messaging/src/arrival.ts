import {
  CODE,
  ContractError,
  eventOfType,
  ownerOf,
  parseEnvelope,
  parseEvent,
  type Envelope,
} from '@gridwhistle/contracts';
import type { JsMsg } from '@nats-io/jetstream';
import type { Handler, HandlersByType } from './handlers.js';
import { isUuid } from './is-uuid.js';
import type { Start } from './starts.js';

/** Where an event stands: which aggregate, and as the how-many-eth. */
export interface Place {
  owner: string;
  entity: string;
  aggregateId: string;
  sequence: number;
  /** The aggregate as one text, for maps. */
  key: string;
}

/** An event as it came in, read as far as it can be read. */
export interface Arrival {
  subject: string;
  payload: string;
  /** Event id; empty when it could not be read. */
  id: string;
  type: string;
  /** Absent when the message does not say where it stands: it can block nobody. */
  place?: Place;
  envelope?: Envelope;
  /** Present when this durable handles it. */
  handler?: Handler;
  event?: object;
  /** Why it is parked without being tried. */
  fault?: string;
  /** Came before, or fills a gap: runs alone and its starts are counted. */
  again: boolean;
  /** Set once its start is counted: what is tried again because the database was away has not begun anew. */
  start?: Start;
  /** Absent when it was fetched from its owner. */
  message?: JsMsg;
  /** Set when it came too early: how far the consumer had come. */
  after?: number;
  /** Settled: nothing more is to be done with it. */
  done: boolean;
}

const MAX_SEQUENCE = 2_147_483_647;

/** Reads messages for one durable. Never throws: what is wrong becomes the arrival's fault. */
export class Reader {
  constructor(
    private readonly handlers: HandlersByType,
    private readonly entities: readonly string[],
  ) {}

  fromMessage(message: JsMsg): Arrival {
    const payload = new TextDecoder().decode(message.data);
    return { ...this.read(message.subject, payload), again: message.info.deliveryCount > 1, message };
  }

  /** An event that its owner sent because the stream did not (yet). */
  fromOwner(subject: string, envelope: object): Arrival {
    return { ...this.read(subject, JSON.stringify(envelope)), again: true };
  }

  private read(subject: string, payload: string): Arrival {
    const arrival: Arrival = { subject, payload, id: '', type: '', again: false, done: false };
    try {
      this.fill(arrival, parseEnvelope(payload));
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      arrival.fault = error.message;
    }
    return arrival;
  }

  private fill(arrival: Arrival, envelope: Envelope): void {
    arrival.type = envelope.type;
    if (!isUuid(envelope.id)) throw new ContractError('id is no UUID');
    arrival.id = envelope.id;
    arrival.place = this.placeOf(arrival.subject, envelope);
    checkAttributes(envelope);
    arrival.envelope = envelope;
    const contract = eventOfType(envelope.type);
    if (!contract) throw new ContractError(`unknown event or version: ${envelope.type}`);
    const handler = this.handlers.get(envelope.type);
    if (!handler) return;
    arrival.event = parseEvent(contract, envelope.data);
    arrival.handler = handler;
  }

  /** The subject must agree: else a message could move the gate of another entity. */
  private placeOf(subject: string, { type, subject: aggregateId, sequence: text }: Envelope): Place {
    const entity = type.slice(0, Math.max(type.indexOf('.'), 0));
    const owner = ownerOf(entity);
    if (!owner) throw new ContractError(`nobody owns ${type}`);
    if (subject.split('.')[2] !== entity || !this.entities.includes(entity)) {
      throw new ContractError(`${type} came on the subject of another entity`);
    }
    if (!isUuid(aggregateId)) throw new ContractError('subject is no UUID');
    const sequence = Number(text);
    if (sequence < 1 || sequence > MAX_SEQUENCE) throw new ContractError(`sequence ${sequence} cannot be`);
    return { owner, entity, aggregateId, sequence, key: `${owner}/${entity}/${aggregateId}` };
  }
}

function checkAttributes({ ticketid, unit, time }: Envelope): void {
  if (ticketid !== undefined && !isUuid(String(ticketid))) throw new ContractError('ticketid is no UUID');
  if (!CODE.test(unit)) throw new ContractError('unit is no code');
  if (Number.isNaN(Date.parse(time))) throw new ContractError('time is no time');
}
