import { allCommands, type CommandContract } from './command.js';
import { allEvents, type EventContract } from './event.js';
import { componentSchemas } from './schema.js';

/** The AsyncAPI 3.0 document of every event and every command that the bus serves. */
export function asyncApi(version: string): object {
  const events = allEvents();
  const commands = allCommands().filter((command) => command.bus);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'GridWhistle events and commands',
      version,
      description: 'Events are CloudEvents 1.0 in structured JSON; the payloads below are their `data`.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries([...events.map(eventChannel), ...commands.flatMap(commandChannels)]),
    operations: Object.fromEntries([...events.map(eventOperation), ...commands.map(commandOperation)]),
    components: {
      messages: Object.fromEntries([...events.map(eventMessage), ...commands.map(commandMessage), replyMessage]),
      schemas: componentSchemas(),
    },
  };
}

const district = { description: 'National code of the district' };
const key = (name: string) => name.replace('.', '-');
const ref = (path: string) => ({ $ref: `#/${path}` });

const eventChannel = (event: EventContract) => [
  key(event.name),
  {
    address: `gw.{district}.${event.name}.{unit}`,
    description: event.summary,
    parameters: { district, unit: { description: 'Unit that holds the aggregate, `none` where there is none' } },
    messages: { [event.cls.name]: ref(`components/messages/${event.cls.name}`) },
  },
];

const eventOperation = (event: EventContract) => [
  `publish-${key(event.name)}`,
  {
    action: 'send',
    channel: ref(`channels/${key(event.name)}`),
    summary: event.summary,
    messages: [ref(`channels/${key(event.name)}/messages/${event.cls.name}`)],
  },
];

const eventMessage = (event: EventContract) => [
  event.cls.name,
  {
    name: `${event.name}.v${event.version}`,
    summary: event.summary,
    contentType: 'application/cloudevents+json',
    payload: ref(`components/schemas/${event.cls.name}`),
    examples: [{ payload: event.example }],
  },
];

const commandChannels = (command: CommandContract) => [
  [
    `command-${key(command.name)}`,
    {
      address: `cmd.{district}.{unit}.${command.name}`,
      description: `${command.summary}. The body is the command with \`id\`, and \`ifMatch\` or \`idempotencyKey\`.`,
      parameters: { district, unit: { description: 'The calling unit: the subject is the identity' } },
      messages: { [command.cls.name]: ref(`components/messages/${command.cls.name}`) },
    },
  ],
  [
    `reply-${key(command.name)}`,
    { address: null, messages: { CommandReply: ref('components/messages/CommandReply') } },
  ],
];

const commandOperation = (command: CommandContract) => [
  `serve-${key(command.name)}`,
  {
    action: 'receive',
    channel: ref(`channels/command-${key(command.name)}`),
    summary: command.summary,
    messages: [ref(`channels/command-${key(command.name)}/messages/${command.cls.name}`)],
    reply: {
      channel: ref(`channels/reply-${key(command.name)}`),
      messages: [ref(`channels/reply-${key(command.name)}/messages/CommandReply`)],
    },
  },
];

const commandMessage = (command: CommandContract) => [
  command.cls.name,
  {
    name: command.name,
    summary: command.summary,
    payload: ref(`components/schemas/${command.cls.name}`),
    examples: [{ payload: command.example }],
  },
];

const replyMessage = [
  'CommandReply',
  {
    name: 'reply',
    summary: 'The resource after the command, or a problem (RFC 9457) with a stable `code`',
    payload: { type: 'object' },
  },
];
