import { setTimeout as delay } from 'node:timers/promises';
import type { TopicTicketView, TopicView } from '@gridwhistle/contracts';
import type { Installation } from './installation.js';
import { call, internal, tokenFor } from './operator.js';
import { localTime, print, progress, table } from './output.js';

interface MonthState {
  month: string;
  state: 'wanted' | 'ready';
  reports: number;
}

interface PageOf<T> {
  items: T[];
  next?: string;
}

const LOOK_MS = 500;

/** Has a month looked through, waits for it and shows what was found. */
export async function findTopics(installation: Installation, month: string, json?: boolean): Promise<void> {
  const path = `/internal/topics/${encodeURIComponent(month)}`;
  let found = await internal<MonthState>(installation, 'intake', path, 'POST');
  for (; found.state === 'wanted'; found = await internal<MonthState>(installation, 'intake', path)) {
    progress(`looking through ${month}`);
    await delay(LOOK_MS);
  }
  progress('');
  await listTopics(installation, { month, area: undefined }, json);
}

/** The topics of a month, the largest first. */
export async function listTopics(
  installation: Installation,
  { month, area }: { month: string; area: string | undefined },
  json?: boolean,
): Promise<void> {
  const query: Record<string, string> = area === undefined ? {} : { area };
  const topics = await all<TopicView>(installation, `/topics/${encodeURIComponent(month)}`, query);
  print(json, topics, () =>
    topics.length === 0
      ? [`nothing comes again and again in ${month}`]
      : table(
          ['topic', 'area', 'category', 'tickets', 'first', 'last'],
          topics.map((topic) => [
            ...[topic.id, topic.area, topic.category, String(topic.tickets)],
            ...[topic.firstAt, topic.lastAt].map(localTime),
          ]),
        ),
  );
}

/** The tickets behind a topic, the oldest first. */
export async function showTopic(
  installation: Installation,
  { month, id }: { month: string; id: string },
  json?: boolean,
): Promise<void> {
  const path = `/topics/${encodeURIComponent(month)}/${encodeURIComponent(id)}/tickets`;
  const tickets = await all<TopicTicketView>(installation, path, {});
  print(json, tickets, () =>
    table(
      ['ticket', 'received'],
      tickets.map(({ ticketId, receivedAt }) => [ticketId, localTime(receivedAt)]),
    ),
  );
}

/** Every page of a list. */
async function all<T>(installation: Installation, path: string, query: Record<string, string>): Promise<T[]> {
  const token = await tokenFor(installation, 'operator');
  const items: T[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const search = new URLSearchParams({ ...query, limit: '200', ...(next === '' ? {} : { cursor: next }) });
    const page: PageOf<T> = await call<PageOf<T>>(installation, `${path}?${search.toString()}`, token);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
