import { decided, isDispatchedBy, showAnswer, showForm, showSuggestion, takeOver } from './assign.js';
import { otherLanguage, word } from './words.js';

const TIERS = ['grid', 'village', 'township', 'county', 'district'];
const MOST = 200;
const RELOAD_MS = 1000;
/** The browser itself tries again after a lost connection, but not after a refusal. */
const RETRY_MS = 5000;

const $ = (selector) => document.querySelector(selector);
const state = {
  language: localStorage.getItem('language') ?? 'zh',
  status: 'status.loading',
  count: '',
  tickets: [],
  /** Category code → name in both languages. */
  categories: undefined,
  /** The same of departments. */
  departments: {},
  /** The tiers of this district that hold orders. */
  tiers: [],
  open: undefined,
  /** Id of the case that was opened last. */
  wanted: undefined,
  /** Of the open case's form, once it was sent. */
  answer: undefined,
  asOf: 0,
};
let feed;
let reload;

const say = (key) => word(key, state.language);
const token = () => sessionStorage.getItem('token');
const bearer = () => ({ authorization: `Bearer ${token()}` });
const zone = { timeZone: 'Asia/Shanghai' };
const local = (time) => new Date(time).toLocaleString(state.language === 'zh' ? 'zh-CN' : 'en-GB', zone);

/** An element with text and children; text is never read as HTML. */
function element(name, text = '', children = []) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

async function ask(path) {
  const asker = token();
  const answer = await fetch(path, { headers: bearer() });
  refused(answer, asker);
  if (!answer.ok) throw new Error(String(answer.status));
  state.asOf = Date.parse(answer.headers.get('gw-as-of') ?? '') || state.asOf;
  return answer.json();
}

/** A refusal of who has signed out meanwhile is none of whoever is here now. */
function refused({ status: code }, asker) {
  if (code === 401 && asker === token()) signOut('status.refused');
}

/** Undefined where there is none, the caller may not see it, or its owner is away: the case is shown without it. */
const askIfAny = (path) => ask(path).catch(() => undefined);

/** Code → name in both languages of all that the registry has of a kind. */
async function names(path) {
  const found = {};
  for (let cursor = ''; cursor !== undefined;) {
    const { items, next } = await ask(`/api/v1/registry/${path}limit=${MOST}${cursor}`);
    for (const { code, name } of items) found[code] = name;
    cursor = next && `&cursor=${encodeURIComponent(next)}`;
  }
  return found;
}

async function tiers() {
  const units = await Promise.all(TIERS.map((tier) => ask(`/api/v1/registry/units?tier=${tier}&limit=1`)));
  return TIERS.filter((_, index) => units[index].items.length > 0);
}

async function load() {
  reload = undefined;
  const asker = token();
  if (!state.categories) {
    const read = [names('categories?'), names('units?kind=department&'), tiers()];
    [state.categories, state.departments, state.tiers] = await Promise.all(read);
  }
  const open = ['reported', 'assigned', 'suspended', 'resolved'].map((each) =>
    ask(`/api/v1/tickets?state=${each}&limit=${MOST}`),
  );
  const pages = await Promise.all([
    ...open,
    ask('/api/v1/tickets?state=closed&limit=20'),
    ask('/api/v1/tickets?limit=1'),
  ]);
  if (asker !== token()) return;
  const all = pages.pop();
  state.tickets = pages.flatMap((page) => page.items);
  state.count = `${all.countIsExact ? '' : '>'}${all.count}`;
  if (state.wanted) await showCase(state.wanted);
  show();
}

/** Many events come at once: the list is read again at most once a second. */
function changed() {
  reload ??= setTimeout(() => load().catch(() => status('status.away')), RELOAD_MS);
}

function listen() {
  feed = new EventSource(`/api/v1/events?access_token=${encodeURIComponent(token())}`);
  feed.onopen = () => {
    status('status.live');
    changed();
  };
  feed.onerror = () => {
    status('status.away');
    if (feed.readyState === EventSource.CLOSED) setTimeout(() => token() && signIn(), RETRY_MS);
  };
  for (const name of EVENTS) feed.addEventListener(name, changed);
}

const EVENTS = [
  ...['opened', 'assigned', 'resolved', 'closed', 'reopened'].map((name) => `ticket.${name}`),
  ...[
    'issued',
    'accepted',
    'raised',
    'resolved',
    'confirmed',
    'cancelled',
    'returned',
    'sent-back',
    'waiting',
    'resumed',
  ].map((name) => `order.${name}`),
  ...['received', 'suggested', 'suggestion-settled'].map((name) => `report.${name}`),
];

const groupOf = ({ state: of, holder }) => (of === 'assigned' ? `tier.${holder?.tier ?? 'grid'}` : `group.${of}`);

function show() {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  $('#language').textContent = say('language');
  $('#sign-out').textContent = say('sign-out');
  $('#sign-out').hidden = $('#board').hidden = !token();
  $('#sign-in').hidden = Boolean(token());
  $('#sign-in-why').textContent = say('sign-in.why');
  $('#sign-in label').textContent = say('sign-in.label');
  $('#sign-in button').textContent = say('sign-in.submit');
  $('#status').textContent = token()
    ? `${say(state.status)} · ${say('status.count')} ${state.count}`
    : say(state.status);
  const groups = [
    'group.reported',
    ...state.tiers.map((tier) => `tier.${tier}`),
    'group.suspended',
    'group.resolved',
    'group.closed',
  ];
  $('#board').replaceChildren(...groups.map(column));
  showOpenCase();
}

function column(group) {
  const tickets = state.tickets.filter((ticket) => groupOf(ticket) === group);
  const list = element('ul', '', tickets.map(card));
  const none = tickets.length === 0 ? [element('p', say('group.none'))] : [];
  const section = element('section', '', [element('h2', `${say(group)} (${tickets.length})`), ...none, list]);
  section.className = 'panel';
  return section;
}

function card(ticket) {
  const late = ticket.state === 'assigned' && ticket.dueAt && Date.parse(ticket.dueAt) < state.asOf;
  const category = state.categories?.[ticket.category]?.[state.language] ?? ticket.category;
  const facts = [category, ticket.holder?.unit ?? ticket.grid ?? ticket.dispatcher].filter(Boolean).join(' · ');
  const line = element(
    'small',
    ticket.dueAt ? `${say(late ? 'late' : 'due')} ${local(ticket.dueAt)}` : local(ticket.updatedAt),
  );
  line.className = late ? 'late' : 'quiet';
  const urgent = ticket.severity === 'emergency' ? `${say('emergency')} · ` : '';
  const button = element('button', '', [element('div', `${urgent}${facts || ticket.id.slice(-12)}`), line]);
  button.type = 'button';
  button.addEventListener('click', () => openCase(ticket.id).catch(() => status('status.away')));
  return element('li', '', [button]);
}

async function openCase(id) {
  Object.assign(state, { answer: undefined, wanted: id });
  await showCase(id);
  $('#case').scrollIntoView({ block: 'nearest' });
  $('#case h2').focus();
}

async function showCase(id) {
  const about = `/api/v1/tickets/${id}`;
  const [{ items }, ticket, suggestion] = await Promise.all([
    ask(`${about}/timeline?limit=200`),
    askIfAny(about),
    askIfAny(`${about}/suggestion`),
  ]);
  const unitName = suggestion?.unit && (await nameOfUnit(suggestion.unit));
  const waits = ticket?.acts?.includes('assign') && isDispatchedBy(token(), ticket);
  // What was slow must not come in place of what was opened, or closed, meanwhile.
  if (state.wanted !== id) return;
  state.open = { id, items, ticket, suggestion, unitName, waits };
  show();
}

const nameOfUnit = async (code) =>
  (await askIfAny(`/api/v1/registry/units?code=${encodeURIComponent(code)}`))?.items[0]?.name;

async function assign({ id, ticket }) {
  const button = $('#assign button');
  button.disabled = true;
  state.answer = await sent(id, ticket).catch(() => ({ ok: false }));
  button.disabled = false;
  await showCase(id);
  if (state.answer.ok) $('#case h2').focus();
}

async function sent(id, ticket) {
  const asker = token();
  const answer = await fetch(`/api/v1/tickets/${id}/assign`, {
    method: 'POST',
    headers: { ...bearer(), 'content-type': 'application/json', 'if-match': `"${ticket.sequence}"` },
    body: JSON.stringify(decided(ticket)),
  });
  refused(answer, asker);
  return { ok: answer.ok, problem: answer.ok ? undefined : await answer.json() };
}

function showOpenCase() {
  $('#case').hidden = !state.open;
  showSuggestion(state.open, { ...state, say });
  showForm(state.open, { ...state, say });
  showAnswer(state.answer, { ...state, say });
  if (!state.open) return;
  $('#case h2').textContent = state.open.id;
  $('#close').textContent = say('close');
  $('#case ol').replaceChildren(...state.open.items.map(step));
}

function step({ at, event, unit }) {
  const time = element('small', `${local(at)}${unit ? ` · ${unit}` : ''}`);
  return element('li', '', [element('div', say(event)), time]);
}

function status(key) {
  state.status = key;
  show();
}

function signIn() {
  feed?.close();
  status('status.loading');
  load()
    .catch(() => token() && status('status.away'))
    .then(() => token() && listen());
}

function signOut(key = '') {
  feed?.close();
  clearTimeout(reload);
  reload = undefined;
  sessionStorage.removeItem('token');
  Object.assign(state, { tickets: [], count: '', open: undefined, wanted: undefined, answer: undefined });
  status(key);
}

$('#language').addEventListener('click', () => {
  state.language = otherLanguage(state.language);
  localStorage.setItem('language', state.language);
  show();
});
$('#sign-out').addEventListener('click', () => signOut());
$('#close').addEventListener('click', () => {
  state.open = state.wanted = state.answer = undefined;
  show();
});
$('#take-over').addEventListener('click', () => takeOver(state.open.suggestion));
$('#assign').addEventListener('submit', (event) => {
  event.preventDefault();
  assign(state.open).catch(() => token() && status('status.away'));
});
$('#sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('token', $('#token').value.trim());
  $('#token').value = '';
  signIn();
});

if (token()) signIn();
else status('');
