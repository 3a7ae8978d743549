import {
  allCommands,
  allEvents,
  schemaOf,
  type CommandContract,
  type ContractClass,
  type EventContract,
  type Schema,
} from '@gridwhistle/contracts';
import type { GeneratedFiles } from './generate.js';
import { code, page, section, table } from './markdown.js';

/** What every event carries, by entity, and the commands that the bus serves. */
export function generate(): GeneratedFiles {
  const entities = [...new Set(allEvents().map(({ entity }) => entity))];
  const parts = [RULE, ...entities.map(sectionOf), commands()];
  return { 'docs/generated/events.md': page('Events and bus commands', '`libs/contracts/src`', ...parts) };
}

const RULE =
  'An event goes out on `gw.<district>.<entity>.<event>.<unit>` as a CloudEvent whose `data` has the fields below (`?`: may ' +
  'be absent). No event carries words of people, names, phones or exact places. Schemas and examples: `/api/asyncapi.json`.';

function sectionOf(entity: string): string {
  const events = allEvents().filter((event) => event.entity === entity);
  const head = ['event', 'version', 'what happened', 'data'];
  return section(entity, `Published by ${events[0]?.owner ?? 'nobody'}.`, table(head, events.map(eventRow)));
}

const eventRow = ({ name, version, summary, cls }: EventContract): string[] => [
  code(name),
  String(version),
  summary,
  fieldsOf(cls),
];

function commands(): string {
  const served = allCommands().filter(({ bus }) => bus);
  const intro =
    'Request and reply on `cmd.<district>.<unit>.<entity>.<verb>`: the subject is the identity. The body holds the fields ' +
    'below and `id`, with `ifMatch` for a change or `idempotencyKey` for a creation; the reply is the resource or a problem.';
  return section('Bus commands', intro, table(['command', 'what it asks', 'fields'], served.map(commandRow)));
}

const commandRow = ({ name, summary, cls }: CommandContract): string[] => [code(name), summary, fieldsOf(cls) || '–'];

function fieldsOf(cls: ContractClass): string {
  const { properties = {}, required = [] } = schemaOf(cls) as { properties?: Schema; required?: string[] };
  return Object.entries(properties)
    .map(([field, schema]) => `${code(field)}${required.includes(field) ? '' : '?'} ${typeOf(schema as Schema)}`)
    .join(', ');
}

/** The field's type in a few words: an enumeration's values, a format, a class, else the JSON type. */
function typeOf(schema: Schema): string {
  const { $ref, type, format, items } = schema as { $ref?: string; type?: string; format?: string; items?: Schema };
  if ($ref) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (type === 'array') return `list of ${typeOf(items ?? {})}`;
  if (Array.isArray(schema['enum'])) return `(${schema['enum'].join(' / ')})`;
  return format ?? [type ?? 'value'].flat().join(' or ');
}
