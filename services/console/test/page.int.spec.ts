import { make, ReportReceived, TicketOpened, type SuggestionView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { problemOf } from '@gridwhistle/platform';
import { Recording } from '@gridwhistle/testing/redelivery';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { Browser, findChromium } from './browser.js';
import { newId } from './history.js';
import { runningConsole, until, type RunningConsole } from './running-console.js';
import { standIn, type StandIn } from './stand-in.js';

const ROOM = '522730001-room';
const CENTRE = '522730-centre';
const NO_ORDERS_HERE = new DomainError('input.invalid', 'x', [{ field: 'unit', message: 'holds no handling orders' }]);
const CLERK = 'dispatcher-522730001';
const WORKER = 'grid-522730001001002';
const GRIDS = ['522730001001001', '522730001001002', '522730001001003'] as const;
const [guessed, applied, silent] = [newId(), newId(), newId()];

const guess = { version: 1, category: '0102', confidence: 0.947, unit: '522730-water', unitConfidence: 0.71 };
const SUGGESTIONS: Readonly<Record<string, SuggestionView>> = {
  [guessed]: { ...guess, ticketId: guessed, applied: false },
  [applied]: { ...guess, ticketId: applied, applied: true, confidence: 0.98 },
};

/** Three matters that wait for the township's room, each in a grid of its own. */
function history(): Recording {
  const recording = new Recording('522730');
  const report = { channel: 'resident' as const, severity: 'normal' as const, photos: 0 };
  const reporter = { anonymous: true, confidential: false };
  [guessed, applied, silent].forEach((ticketId, n) => {
    const opened = { ticketId, severity: 'normal' as const, channel: 'resident', dispatcher: ROOM };
    recording.say(
      { id: ticketId, ticketId, unit: null },
      make(ReportReceived, { ticketId, ...report, ...reporter, grid: GRIDS[n] ?? '' }),
      make(TicketOpened, { ...opened, waitingFor: ['category'] }),
    );
  });
  return recording;
}

/** What was sent to dispatch to assign a ticket. */
interface Sent {
  url: string;
  ifMatch: string | undefined;
  body: { category?: string; unit?: string };
}

const program = findChromium();

(program ? describe : describe.skip)('the page of tickets, in a browser', () => {
  let running: RunningConsole;
  let nats: NatsConnection;
  let browser: Browser;
  let owners: { intake: StandIn; dispatch: StandIn };
  const sent: Sent[] = [];

  beforeAll(async () => {
    const [intake, dispatch] = await Promise.all(['intake', 'dispatch'].map(standIn));
    owners = { intake, dispatch } as typeof owners;
    owners.intake.answers = suggest;
    owners.dispatch.answers = (request, response) => void decide(request, response);
    running = await runningConsole({
      urls: { GW_URL_INTAKE: owners.intake.url, GW_URL_DISPATCH: owners.dispatch.url },
    });
    await running.applyLongli();
    nats = await connect({ servers: running.bus.url, user: running.bus.user, pass: running.bus.password });
    await until(async () => (await jetstreamManager(nats)).streams.info('GW_522730'));
    for (const { subject, envelope } of history().events) {
      await jetstream(nats).publish(subject, JSON.stringify(envelope), { msgID: envelope.id });
    }
    await until(
      async () => (await running.json<{ count: number }>('/api/v1/tickets?state=reported', CLERK)).count === 3,
    );
    browser = await Browser.open(program ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await nats.close();
    await running.stop();
    await Promise.all(Object.values(owners).map((owner) => owner.stop()));
  });

  function suggest({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const suggestion = SUGGESTIONS[url.split('/').at(-2) ?? ''];
    response.writeHead(suggestion ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(suggestion ?? { code: 'suggestion.unknown' }));
  }

  async function decide(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method, headers } = request;
    const id = url.split('/')[4] ?? '';
    const body = method === 'POST' ? ((await json(request)) as Sent['body']) : undefined;
    if (body?.unit === CENTRE) return void response.writeHead(400).end(JSON.stringify(problemOf(NO_ORDERS_HERE)));
    if (body) sent.push({ url, ifMatch: headers['if-match'], body });
    const acts = sent.some((each) => each.url.includes(id)) ? [] : ['assign'];
    const lacks = id === applied ? { category: '0102', waitingFor: ['decision'] } : { waitingFor: ['category'] };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id, state: 'reported', dispatcher: ROOM, ...lacks, orders: [], acts, sequence: 7 }));
  }

  const signIn = async (user: string): Promise<void> => {
    await browser.focus('#token');
    await browser.type(await running.token(user));
    await browser.press('Tab', 'Enter');
  };
  const shows = (selector: string, words: string): Promise<void> =>
    until(async () => (await browser.read(selector)).includes(words));
  const form = () => browser.run<object>(`Object.fromEntries(new FormData(document.querySelector('#assign')))`);

  it('shows who dispatches a waiting ticket what was suggested, and fills the form in with one press', async () => {
    await browser.go(`${running.url}/`);
    await signIn(CLERK);
    await browser.pressButton(GRIDS[0]);
    await shows('#suggested-category', '系统建议类别 · 供水管道漏水 · 0102 · 把握 94.7%');
    expect(await browser.read('#suggested-unit')).toBe('建议单位 · 龙里县水务局 · 522730-water · 把握 71%');
    expect(await form()).toEqual({ category: '', unit: '', duty: '' });
    await browser.press('Tab', 'Tab', 'Enter');
    expect(await form()).toEqual({ category: '0102', unit: '522730-water', duty: '' });
    expect(sent).toEqual([]);
  });

  it('says which field is wrong where dispatch refuses it, and keeps what was filled in', async () => {
    await browser.run(`document.querySelector('#assign').elements.unit.value = '${CENTRE}'`);
    await browser.focus('#assign button');
    await browser.press('Enter');
    await shows('#assigned', '提交的内容有误 · 承办单位编码');
    expect(await form()).toEqual({ category: '0102', unit: CENTRE, duty: '' });
  });

  it('sends the form when the person does', async () => {
    await browser.run(`document.querySelector('#take-over').click()`);
    await browser.run(`document.querySelector('#assign').elements.duty.value = 'patrol'`);
    await browser.focus('#assign button');
    await browser.press('Enter');
    await shows('#assigned', '已派单');
    const url = `/api/v1/tickets/${guessed}/assign`;
    expect(sent).toEqual([{ url, ifMatch: '"7"', body: { category: '0102', unit: '522730-water', duty: 'patrol' } }]);
    expect(await browser.read('#assign')).toBe('');
  });

  it('says so where the suggestion was taken over by itself, and in English as well', async () => {
    await browser.pressButton(GRIDS[1]);
    await shows('#suggested-category', '系统已自动采用的类别 · 供水管道漏水 · 0102 · 把握 98%');
    expect(await browser.read('#take-over')).toBe('');
    expect(await form()).toEqual({ category: '0102', unit: '', duty: '' });
    await browser.pressButton('English');
    await shows(
      '#suggested-category',
      'Category taken over automatically · Leaking water main · 0102 · confidence 98%',
    );
    expect(await browser.read('#suggested-unit')).toContain('Longli Water Bureau');
    await browser.pressButton('中文');
  });

  it('shows nothing of it where nothing was suggested, and no trouble', async () => {
    await browser.pressButton(GRIDS[2]);
    await shows('#case h2', silent);
    expect(await browser.read('#suggestion')).toBe('');
    expect(await browser.read('#assign')).toContain('类别');
    expect(await form()).toEqual({ category: '', unit: '', duty: '' });
    await shows('#status', '实时更新中');
  });

  it('has no form for whoever sees the ticket and does not dispatch it', async () => {
    await browser.pressButton('退出');
    await signIn(WORKER);
    await browser.pressButton(GRIDS[1]);
    await shows('#suggested-category', '供水管道漏水');
    expect(await browser.read('#assign')).toBe('');
    expect(await browser.read('#take-over')).toBe('');
  });

  // The last one: intake answers otherwise from here on.
  it('shows a reporter who withdrew that it is withdrawn, and asks for no rating [rule 7f]', async () => {
    const matter = { id: guessed, state: 'closed', outcome: 'withdrawn', text: 'Water runs', rateable: false };
    owners.intake.answers = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(matter));
    await browser.go(`${running.url}/r/${guessed}#AAAAAAAAAAAAAAAAAAAAAA`);
    await until(async () => ['已撤回', 'Withdrawn'].includes(await browser.read('#state')));
    expect(await browser.run(`document.querySelector('#rating').hidden`)).toBe(true);
  });
});
