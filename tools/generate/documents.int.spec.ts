import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { definition as assessment } from '@gridwhistle/assessment';
import { definition as consoleDefinition } from '@gridwhistle/console';
import { allCommands, allEvents } from '@gridwhistle/contracts';
import { definition as dispatch } from '@gridwhistle/dispatch';
import { definition as escalation } from '@gridwhistle/escalation';
import { definition as hotlineBridge } from '@gridwhistle/hotline-bridge';
import { definition as intake } from '@gridwhistle/intake';
import { startService, type CommonSettings, type ServiceDefinition } from '@gridwhistle/platform';
import { freshDatabase, SERVICE_SCHEMAS, type FreshDatabase } from '@gridwhistle/testing';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const read = (name: string): string => readFileSync(new URL(`../../docs/generated/${name}`, import.meta.url), 'utf8');

describe('the API document', () => {
  const document = JSON.parse(read('openapi.json')) as { paths: Record<string, Record<string, object>> };
  let database: FreshDatabase;

  beforeAll(async () => (database = await freshDatabase()));
  afterAll(() => database.drop());

  it('validates with a public validator', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: read('openapi.json'), config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('describes every address that a running console serves', () => isDescribed(consoleDefinition));
  it('describes every address that a running intake serves', () => isDescribed(intake));
  it('describes every address that a running dispatch serves', () => isDescribed(dispatch));
  it('describes every address that a running escalation serves', () => isDescribed(escalation));
  it('describes every address that a running hotline-bridge serves', () => isDescribed(hotlineBridge));
  it('describes every address that a running assessment serves', () => isDescribed(assessment));

  async function isDescribed<S extends CommonSettings>(definition: ServiceDefinition<S>): Promise<void> {
    const routes = await routesOf(definition, database);
    expect(routes.length).toBeGreaterThan(5);
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.filter((route) => !described.includes(route))).toEqual([]);
  }
});

describe('the document of events and commands', () => {
  const document = JSON.parse(read('asyncapi.json')) as { components: { messages: object; schemas: object } };

  it('validates with a public validator', async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(read('asyncapi.json'));
    const [ERROR, WARNING] = [0, 1];
    expect(diagnostics.filter(({ severity }) => severity === ERROR || severity === WARNING)).toEqual([]);
    expect(parsed).toBeDefined();
  });

  it('names every event and every command of the bus', () => {
    const classes = [...allEvents(), ...allCommands().filter(({ bus }) => bus)].map(({ cls }) => cls.name);
    expect(Object.keys(document.components.messages)).toEqual(expect.arrayContaining(classes));
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(classes));
  });
});

/** `METHOD /path/{id}` of everything that a running service serves to the outside. */
async function routesOf<S extends CommonSettings>(
  definition: ServiceDefinition<S>,
  database: FreshDatabase,
): Promise<string[]> {
  const examples = Object.entries(definition.settings).map(([key, { example }]) => [key, String(example)] as const);
  const service = await startService(definition, {
    ...Object.fromEntries(examples.filter(([key]) => key !== 'GW_OTLP_URL')),
    GW_DATABASE_URL: database.url(SERVICE_SCHEMAS[definition.name]),
    GW_NATS_URL: 'nats://127.0.0.1:9',
    GW_PORT: '0',
    GW_LOG_LEVEL: 'fatal',
  });
  const server: { printRoutes(options: object): string } = service.app.getHttpAdapter().getInstance();
  const tree = server.printRoutes({ commonPrefix: false });
  await service.stop();
  return addressesOf(tree).filter((address) => !/^(HEAD|OPTIONS) | \/internal\//.test(address));
}

/** Reads Fastify's tree of routes: each line adds a piece to the path of the line above it that stands further left. */
function addressesOf(tree: string): string[] {
  const pieces: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, piece = '', methods = ''] = /^(.*?)[├└]── (.*?)(?: \((.+)\))?$/.exec(line) ?? [];
    if (indent === undefined) return [];
    const depth = indent.length / 4;
    pieces.splice(depth, pieces.length, piece);
    const path = pieces.join('').replace(/:([a-zA-Z]+)/g, '{$1}');
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${path}`);
  });
}
