import { eventOf, type EventContract } from '@gridwhistle/contracts';
import { onMarks } from '@gridwhistle/messaging';
import type { Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, NestFactory } from '@nestjs/core';
import type { GeneratedFiles } from './generate.js';
import { code, fence, page, section, table } from './markdown.js';
import { DESCRIBED_SERVICES, type DescribedService } from './services.js';

interface Handling {
  readonly service: string;
  readonly durable: string;
  readonly contract: EventContract;
  /** `Provider.method` */
  readonly method: string;
}

/** Who learns from which events: every durable with its handlers. */
export async function generate(): Promise<GeneratedFiles> {
  const handlings = (await Promise.all(DESCRIBED_SERVICES.map(handlingsOf))).flat();
  const durables = [...new Set(handlings.map(({ durable }) => durable))].sort();
  const sections = durables.map((durable) => durableSection(handlings.filter((each) => each.durable === durable)));
  const parts = [RULE, fence('mermaid', flow(handlings)), ...sections];
  return {
    'docs/generated/durables.md': page('Durables', 'the `@On(…)` and `@OnMany(…)` methods of the services', ...parts),
  };
}

const RULE =
  'A durable receives its entities whole and applies each aggregate once, in order; events without a handler only move its ' +
  'place. A name is for ever.';

/** Nest's preview mode builds the module tree without making a provider. */
async function handlingsOf({ name, root }: DescribedService): Promise<Handling[]> {
  const tree = await NestFactory.createApplicationContext(root(), { preview: true, logger: false });
  const modules = [...tree.get(ModulesContainer).values()];
  const providers = modules.flatMap(({ providers }) => [...providers.values()].map(({ metatype }) => metatype));
  return [...new Set(providers)].filter(isClass).flatMap((provider) => markedIn(name, provider));
}

const isClass = (value: unknown): value is Type =>
  typeof value === 'function' && Object(value.prototype) === value.prototype;

function markedIn(service: string, provider: Type): Handling[] {
  const prototype = provider.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((key) =>
    onMarks(prototype[key] ?? {}).map(({ event, durable }) => {
      return { service, durable, contract: eventOf(event), method: `${provider.name}.${key}` };
    }),
  );
}

function durableSection(handlings: readonly Handling[]): string {
  const rows = handlings.map(({ contract, method }) => [code(contract.name), code(method)]).sort();
  const { durable = '' } = handlings[0] ?? {};
  const entities = [...new Set(handlings.map(({ contract }) => contract.entity))].sort();
  const filters = entities.map((entity) => code(`gw.<district>.${entity}.>`)).join(', ');
  return section(durable, `Receives ${filters}.`, table(['event', 'handler'], rows));
}

/** Who learns of which entities from whom. */
function flow(handlings: readonly Handling[]): string {
  const arrows = new Map<string, Set<string>>();
  for (const { contract, service } of handlings) {
    const ends = `${contract.owner} ${service}`;
    arrows.set(ends, (arrows.get(ends) ?? new Set()).add(contract.entity));
  }
  return ['flowchart LR', ...[...arrows].sort(([a], [b]) => (a < b ? -1 : 1)).map(arrow)].join('\n');
}

function arrow([ends, entities]: [string, ReadonlySet<string>]): string {
  const [owner = '', learner = ''] = ends.split(' ');
  return `  ${owner} -- ${[...entities].sort().join(', ')} --> ${learner}`;
}
