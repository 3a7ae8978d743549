import { hash } from 'node:crypto';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { withNats } from '../nemeses/messages.js';
import type { World } from '../world/world.js';
import type { StreamMessage } from './evidence.js';

export const digestOf = (text: string): string => hash('sha256', text);

const streamOf = ({ data }: World): string => `GW_${data.profile.district.code}`;

/** Which entities each consumer of ours receives. */
export async function readConsumers(world: World): Promise<Record<string, string[]>> {
  const name = streamOf(world);
  return withNats(world, async (connection) => {
    const consumers: Record<string, string[]> = {};
    for await (const { name: durable, config } of (await jetstreamManager(connection)).consumers.list(name)) {
      if (durable.startsWith('unit-')) continue;
      const filters = config.filter_subjects ?? [config.filter_subject ?? ''];
      if (config.durable_name !== undefined) consumers[durable] = filters.map((filter) => filter.split('.')[2] ?? '');
    }
    return consumers;
  });
}

/** What stands in the stream. */
export async function readStream(world: World): Promise<StreamMessage[]> {
  return withNats(world, async (connection) => {
    const reader = await jetstream(connection).consumers.get(streamOf(world));
    const stream: StreamMessage[] = [];
    for (let left = (await reader.info()).num_pending; left > 0;) {
      for await (const message of await reader.fetch({ max_messages: Math.min(left, 500), expires: 5_000 })) {
        stream.push(streamMessage(message.string(), message.headers?.get('Nats-Msg-Id') ?? ''));
        left = message.info.pending;
      }
    }
    return stream;
  });
}

/** A relay sends an event under its own id, or one that begins with it. */
function streamMessage(payload: string, messageId: string): StreamMessage {
  const digest = digestOf(payload);
  try {
    const { id = '', subject = '' } = JSON.parse(payload) as { id?: string; subject?: string };
    return { eventId: id, aggregateId: subject, digest, original: id !== '' && messageId.startsWith(id) };
  } catch {
    return { eventId: '', aggregateId: '', digest, original: false };
  }
}
