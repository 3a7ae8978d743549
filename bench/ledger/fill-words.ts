import type { Client } from 'pg';
import { pairsOf, spanOf } from '../../services/intake/src/domain/word-pairs.js';
import { Sealed } from '../../services/intake/src/sealed.js';
import type { IntakeSettings } from '../../services/intake/src/config.js';
import { WORDS } from './searches.js';

/** What everybody writes about; each ticket says one of these, and beside it the words it has by its number. */
const SENTENCES = [
  '小区门口的管道已经流了两天，路面结冰容易滑倒，请尽快安排人员维修。',
  '楼下餐馆晚上十一点以后还在营业，影响周边居民休息，希望有关部门处理。',
  '村口坏了三盏，老人晚上出行不方便，请帮忙更换。',
  '河边堆放多日无人清运，气味很大，苍蝇蚊子多，请尽快清理。',
  '主干道路面破损有深坑，昨天有人骑车摔倒，请修补。',
];
/** Words of its own that each ticket has, and from how many they are; as random numbers, like those of any other words. */
const OWN_WORDS = 8;
const VOCABULARY = 50_000;

/** What intake's index holds of a text written in a span of time. */
export type WordTokens = (span: number, text: string) => string[];

/** As intake makes them. @param dataKey 32 bytes in base64 */
export function tokensWith(dataKey: string): WordTokens {
  const sealed = new Sealed({ GW_DATA_KEY: Buffer.from(dataKey, 'base64') } as IntakeSettings);
  return (span, text) => sealed.tokens(span, pairsOf(text));
}

const FILL = `insert into intake.word_index (ticket_id, tokens)
  select g.id, said.tokens || coalesce(words.tokens, '{}') || own.tokens
  from (select *, ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint >> 27 as span from bench_given) g
  join bench_tokens said on said.span = g.span and said.sentence = g.n % ${SENTENCES.length}
  left join lateral (
    select array_agg(token) as tokens from bench_tokens w, unnest(w.tokens) token
    where w.span = g.span and w.every is not null and g.n % w.every = 0) words on true
  cross join lateral (
    select array_agg(hashint8extended(hashint8extended(g.n, k) & ${VOCABULARY - 1}, g.span)) as tokens
    from generate_series(1, ${OWN_WORDS}) k) own`;

/** Fills intake's index for the tickets of \`bench_given\`, which came within this time. */
export async function fillWords(client: Client, tokens: WordTokens, time: { from: number; to: number }): Promise<void> {
  const spans = range(spanAt(time.from), spanAt(time.to));
  const rows = spans.flatMap((span) => [
    ...SENTENCES.map((text, sentence) => ({ span, sentence, tokens: tokens(span, text) })),
    ...WORDS.map(({ word, every }) => ({ span, every, tokens: tokens(span, word) })),
  ]);
  await client.query(`create temporary table bench_tokens as
    select * from json_to_recordset('${JSON.stringify(rows)}') r (span bigint, sentence int, every int, tokens bigint[])`);
  await client.query('analyze bench_tokens');
  const [index] = (await client.query<{ text: string }>(INDEX)).rows;
  await client.query('drop index intake.word_index_tokens');
  await client.query(FILL);
  await client.query(`set maintenance_work_mem = '256MB'`);
  await client.query(index?.text ?? '');
  await client.query('drop table bench_tokens');
  await client.query('vacuum (analyze) intake.word_index');
}

const INDEX = `select pg_get_indexdef('intake.word_index_tokens'::regclass) as text`;

const spanAt = (ms: number): number => spanOf(`${ms.toString(16).padStart(12, '0')}`);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);
