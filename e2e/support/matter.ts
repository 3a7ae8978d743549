import { expect } from '@jest/globals';
import { eventually, type Caller } from './api.js';
import type { System } from './system.js';

/** 1×1 PNG: a photo is a photo. */
export const PHOTO = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};

export const TOWNSHIP = '522730001';
export const LEAD = '522730-water';
export const ASSIST = '522730-urban-mgmt';

export interface Order {
  id: string;
  unit: string;
  state: string;
  origin: string;
  role: string;
  waiting: boolean;
  whistleId?: string;
  round: number;
}

export interface Ticket {
  id: string;
  state: string;
  round: number;
  /** 0 while it waits for dispatch. */
  sequence: number;
  outcome?: string;
  category?: string;
  grid?: string;
  orders: Order[];
}

export interface Reported {
  id: string;
  code: string;
  link: string;
  grid: string;
}

/** The people of the story, by what they are. */
export const PEOPLE = {
  branch: (village: string) => `branch-${village}`,
  grid: (grid: string) => `grid-${grid}`,
  dispatcher: `dispatcher-${TOWNSHIP}`,
  principal: `principal-${TOWNSHIP}`,
  lead: 'head-water',
  assist: 'head-urban-mgmt',
  centre: 'dispatcher-522730',
  analyst: 'analyst-522730',
} as const;

export const ticketOf = async (caller: Caller, id: string): Promise<Ticket> =>
  (await caller.get<Ticket>(`/tickets/${id}`)).body;

/** The order that a unit holds now, as soon as it is there. */
export async function orderOf(caller: Caller, ticketId: string, unit: string, state = 'issued'): Promise<Order> {
  const ticket = await eventually(
    () => ticketOf(caller, ticketId),
    (found) => found.orders?.some((order) => order.unit === unit && order.state === state),
  );
  return ticket.orders.find((order) => order.unit === unit && order.state === state)!;
}

export async function acted<T = Record<string, unknown>>(
  caller: Caller,
  resource: string,
  act: string,
  body: object = {},
): Promise<T> {
  const answer = await caller.act<T>(resource, act, body);
  expect({ act, status: answer.status, body: answer.status === 200 ? {} : answer.body }).toEqual({
    act,
    status: 200,
    body: {},
  });
  return answer.body;
}

/** A resident without an account reports a leaking water main in the township's first village. */
export async function reportLeak(system: System, words: object = {}, key?: string): Promise<Reported> {
  const place = await placeIn(system, `${TOWNSHIP}001001`);
  const matter = { text: '路口供水管道漏水', category: '0102', condition: 'normal', place, photos: [PHOTO], ...words };
  const answer = await system.anyone.create<Reported>('/tickets', matter, key);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

/** A point in the middle of a grid, from the public registry. */
export async function placeIn(system: System, grid: string): Promise<{ type: 'Point'; coordinates: number[] }> {
  const centre = await system.as(PEOPLE.centre);
  const path = `/registry/grids?area=${grid.slice(0, 12)}&limit=200`;
  const { body } = await centre.get<{ items: { code: string; box: number[] }[] }>(path);
  const [west = 0, south = 0, east = 0, north = 0] = body.items.find(({ code }) => code === grid)?.box ?? [];
  return { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] };
}

/** Grid accepts and raises, village raises, township accepts; returns the township's order. */
export async function raiseToTownship(system: System, reported: Reported): Promise<Order> {
  const village = reported.grid.slice(0, 12);
  const worker = await system.as(PEOPLE.grid(reported.grid));
  const branch = await system.as(PEOPLE.branch(village));
  const township = await system.as(PEOPLE.dispatcher);
  const first = await orderOf(worker, reported.id, reported.grid);
  await acted(worker, `/orders/${first.id}`, 'accept');
  await acted(worker, `/orders/${first.id}`, 'raise', { reason: '需要开挖路面' });
  const second = await orderOf(branch, reported.id, `${village}-branch`);
  await acted(branch, `/orders/${second.id}`, 'raise', { reason: '村里没有设备' });
  const third = await orderOf(township, reported.id, `${TOWNSHIP}-room`);
  return acted<Order>(township, `/orders/${third.id}`, 'accept');
}

export const proof = { result: '漏点已修复', proof: [PHOTO] };

/** Everything from the departments' results to the resolved ticket; both departments have their orders. */
export async function settle(system: System, ticketId: string, township: Order, whistleId: string): Promise<void> {
  const [lead, assist] = [await system.as(PEOPLE.lead), await system.as(PEOPLE.assist)];
  const [room, centre] = [await system.as(PEOPLE.dispatcher), await system.as(PEOPLE.centre)];
  const [leads, assists] = [
    await orderOf(lead, ticketId, LEAD, 'accepted'),
    await orderOf(assist, ticketId, ASSIST, 'accepted'),
  ];
  await acted(assist, `/orders/${assists.id}`, 'resolve', proof);
  await acted(lead, `/orders/${leads.id}`, 'resolve', proof);
  for (const order of [assists, leads]) await acted(room, `/orders/${order.id}`, 'confirm');
  await acted(room, `/whistles/${whistleId}`, 'complete');
  await eventually(
    () => room.get<Order>(`/orders/${township.id}`),
    ({ body }) => !body.waiting,
  );
  await acted(room, `/orders/${township.id}`, 'resolve', proof);
  await acted(centre, `/orders/${township.id}`, 'confirm');
}
