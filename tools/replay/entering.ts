import type { HotlineSimulator, WorkOrder } from '../hotline-simulator/index.js';
import { CLASSES } from './classes.js';
import type { District, Grid } from './district.js';
import { refusal } from './http.js';
import type { Line } from './lines.js';
import { Person } from './person.js';
import type { Plan } from './plan.js';
import { pick } from './random.js';
import { pointIn } from './terrain.js';

/** Everything a line's way needs. */
export interface Setting {
  readonly district: District;
  readonly hotline: HotlineSimulator | undefined;
  /** Names this run in keys and numbers. */
  readonly run: string;
}

export interface Job {
  readonly line: Line;
  readonly plan: Plan;
}

/** A line that has become a ticket. */
export interface Entered {
  readonly ticketId: string;
  /** The reporter's key, of a resident's report. */
  readonly code: string;
  readonly similarTo?: string;
}

/** The grid that the plan gives a line. */
export const gridOf = ({ plan }: Job, { district }: Setting): Grid => pick(district.grids, plan.dice.grid);

/** The profile's category that the plan gives a line. */
export const categoryOf = ({ line, plan }: Job): string => pick(CLASSES[line.category] ?? [], plan.dice.category);

/** The hotline's number of a line. */
export const numberOf = ({ line }: Job, { run }: Setting): string => `RP${run}-${line.number}`;

/** Sends a line as the plan says, for the first time or again: the same line is the same ticket. */
export function enter(job: Job, setting: Setting): Promise<Entered> {
  return job.plan.channel === 'hotline' ? enterByHotline(job, setting) : report(job, setting);
}

async function report(job: Job, setting: Setting): Promise<Entered> {
  const headers = { 'idempotency-key': `replay-${setting.run}-line-${job.line.number}` };
  const resident = new Person(setting.district.faces);
  const answer = await resident.post<Entered & { id: string }>('/tickets', matterOf(job, setting), headers);
  if (answer.status !== 201) throw refusal('report', answer);
  const { id, code, similarTo } = answer.body;
  return { ticketId: id, code, ...(similarTo === undefined ? {} : { similarTo }) };
}

function matterOf(job: Job, setting: Setting): object {
  const { line, plan } = job;
  const { title, text, user } = line;
  const words = {
    text,
    ...(title === '' ? {} : { title }),
    ...(user === undefined ? {} : { reporter: { name: user } }),
  };
  if (!plan.placed) return words;
  const coordinates = pointIn(gridOf(job, setting).box ?? [0, 0, 0, 0], plan.dice.x, plan.dice.y);
  return { ...words, category: categoryOf(job), place: { type: 'Point', coordinates } };
}

async function enterByHotline(job: Job, setting: Setting): Promise<Entered> {
  const { title, text, user } = job.line;
  const order: WorkOrder = {
    number: numberOf(job, setting),
    title: title || text.slice(0, 50),
    content: text,
    ...(user === undefined ? {} : { caller: { name: user } }),
  };
  const answer = await setting.hotline?.sendOrder(order);
  if (answer?.status !== 201 && answer?.status !== 200) {
    throw new Error(`12345's order: ${answer?.status} ${JSON.stringify(answer?.body)}`);
  }
  return { ticketId: (answer.body as { ticketId: string }).ticketId, code: '' };
}
