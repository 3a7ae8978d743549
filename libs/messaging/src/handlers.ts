import { eventOf, ownerOf, type EventContract } from '@gridwhistle/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EntityManager } from 'typeorm';
import { onMarks, type Delivered, type Delivery, type OnMark } from './on.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';

/** A method marked with `@On` or `@OnMany`, bound to its provider. */
export interface Handler {
  contract: EventContract;
  durable: string;
  /** `Provider.method`; tells handlers apart. */
  name: string;
  /** Whether `run` takes more than one delivery at a time. */
  many: boolean;
  run(tx: EntityManager, deliveries: readonly Delivered[]): Promise<void>;
}

/** Handlers of one durable by event type. */
export type HandlersByType = ReadonlyMap<string, Handler>;

/** Finds every `@On` and `@OnMany` method of the service and refuses doubt: each message says the line to write. */
@Injectable()
export class Handlers {
  private found?: Map<string, Map<string, Handler>>;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** By durable, then by event type. */
  byDurable(): ReadonlyMap<string, HandlersByType> {
    this.found ??= this.discover();
    return this.found;
  }

  /** Entities whose events a durable receives, whole. */
  entitiesOf(durable: string): string[] {
    const handlers = this.byDurable().get(durable)?.values() ?? [];
    return [...new Set([...handlers].map(({ contract }) => contract.entity))].sort();
  }

  private discover(): Map<string, Map<string, Handler>> {
    const durables = new Map<string, Map<string, Handler>>();
    for (const handler of markedMethods(this.discovery, this.scanner).flatMap(handlersOf)) {
      this.check(handler);
      const handlers = durables.get(handler.durable) ?? new Map<string, Handler>();
      const type = typeOf(handler.contract);
      const other = handlers.get(type);
      if (other) throw new Error(twice(type, handler, other));
      durables.set(handler.durable, handlers.set(type, handler));
    }
    return durables;
  }

  private check({ durable, contract, name }: Handler): void {
    const { service } = this.options;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(durable) || !`${durable}-`.startsWith(`${service}-`)) {
      throw new Error(
        `${name}: a durable of ${service} is called '${service}-…', not '${durable}'; write @On(…, '${service}-${contract.entity}s')`,
      );
    }
    if (!ownerOf(contract.entity))
      throw new Error(`${name}: nobody owns ${contract.name}; write owner: '…' in its @Event`);
  }
}

/** CloudEvent type of a contract. */
export const typeOf = ({ name, version }: EventContract): string => `${name}.v${version}`;

interface MarkedMethod {
  instance: Record<string, unknown>;
  key: string;
  marks: OnMark[];
}

/** Every provider's methods that carry `@On` or `@OnMany`. */
function markedMethods(discovery: DiscoveryService, scanner: MetadataScanner): MarkedMethod[] {
  return providerMethods(discovery, scanner).flatMap(({ instance, key, method }) => {
    const marks = onMarks(method);
    return marks.length > 0 ? [{ instance, key, marks }] : [];
  });
}

interface ProviderMethod {
  instance: Record<string, unknown>;
  key: string;
  method: object;
}

/** Every method of every provider of the application. */
export function providerMethods(discovery: DiscoveryService, scanner: MetadataScanner): ProviderMethod[] {
  const instances = new Set(discovery.getProviders().map((wrapper) => wrapper.instance as unknown));
  return [...instances].filter(isObject).flatMap((instance) => {
    const prototype = Object.getPrototypeOf(instance) as object | null;
    if (!prototype) return [];
    return scanner.getAllMethodNames(prototype).flatMap((key) => {
      const method = Object.getOwnPropertyDescriptor(ownerOfMethod(prototype, key), key)?.value as unknown;
      return typeof method === 'function' ? [{ instance, key, method }] : [];
    });
  });
}

function handlersOf({ instance, key, marks }: MarkedMethod): Handler[] {
  const name = `${instance.constructor.name}.${key}`;
  return marks.map(({ event, durable, many }) => {
    const run = many ? runOf(instance, key) : runEachOf(instance, key);
    return { contract: eventOf(event), durable, name, many, run };
  });
}

function runOf(instance: MarkedMethod['instance'], key: string): Handler['run'] {
  const method = instance[key] as Handler['run'];
  return (tx, deliveries) => method.call(instance, tx, deliveries);
}

function runEachOf(instance: MarkedMethod['instance'], key: string): Handler['run'] {
  const method = instance[key] as (event: object, delivery: Delivery) => Promise<void>;
  return async (_tx, deliveries) => {
    for (const each of deliveries) await each.step.within(() => method.call(instance, each.event, each));
  };
}

/** The prototype in the chain that has the method itself. */
function ownerOfMethod(prototype: object, key: string): object {
  let each: object | null = prototype;
  while (each && !Object.hasOwn(each, key)) each = Object.getPrototypeOf(each) as object | null;
  return each ?? prototype;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const twice = (type: string, one: Handler, other: Handler): string =>
  `${one.durable} handles ${type} twice: ${other.name} and ${one.name}; leave one, or write @On(…, '${one.durable}-2') on the other`;
