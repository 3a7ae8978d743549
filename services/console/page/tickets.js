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
  /** The tiers of this district that hold orders. */
  tiers: [],
  open: undefined,
  asOf: 0,
};
let feed;
let reload;

const say = (key) => word(key, state.language);
const token = () => sessionStorage.getItem('token');
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
  const answer = await fetch(path, { headers: { authorization: `Bearer ${token()}` } });
  if (answer.status === 401) signOut('status.refused');
  if (!answer.ok) throw new Error(String(answer.status));
  state.asOf = Date.parse(answer.headers.get('gw-as-of') ?? '') || state.asOf;
  return answer.json();
}

async function categories() {
  const { items } = await ask(`/api/v1/registry/categories?limit=${MOST}`);
  return Object.fromEntries(items.map(({ code, name }) => [code, name]));
}

async function tiers() {
  const units = await Promise.all(TIERS.map((tier) => ask(`/api/v1/registry/units?tier=${tier}&limit=1`)));
  return TIERS.filter((_, index) => units[index].items.length > 0);
}

async function load() {
  reload = undefined;
  if (!state.categories) [state.categories, state.tiers] = await Promise.all([categories(), tiers()]);
  const open = ['reported', 'assigned', 'suspended', 'resolved'].map((each) =>
    ask(`/api/v1/tickets?state=${each}&limit=${MOST}`),
  );
  const pages = await Promise.all([
    ...open,
    ask('/api/v1/tickets?state=closed&limit=20'),
    ask('/api/v1/tickets?limit=1'),
  ]);
  const all = pages.pop();
  state.tickets = pages.flatMap((page) => page.items);
  state.count = `${all.countIsExact ? '' : '>'}${all.count}`;
  if (state.open) await showCase(state.open.id);
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
  'report.received',
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
  button.addEventListener('click', () =>
    showCase(ticket.id)
      .then(() => $('#case').scrollIntoView({ block: 'nearest' }))
      .catch(() => status('status.away')),
  );
  return element('li', '', [button]);
}

async function showCase(id) {
  const { items } = await ask(`/api/v1/tickets/${id}/timeline?limit=200`);
  state.open = { id, items };
  show();
}

function showOpenCase() {
  $('#case').hidden = !state.open;
  if (!state.open) return;
  $('#case h2').textContent = state.open.id;
  $('#case button').textContent = say('close');
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
  sessionStorage.removeItem('token');
  Object.assign(state, { tickets: [], count: '', open: undefined });
  status(key);
}

$('#language').addEventListener('click', () => {
  state.language = otherLanguage(state.language);
  localStorage.setItem('language', state.language);
  show();
});
$('#sign-out').addEventListener('click', () => signOut());
$('#case button').addEventListener('click', () => {
  state.open = undefined;
  show();
});
$('#sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('token', $('#token').value.trim());
  $('#token').value = '';
  signIn();
});

if (token()) signIn();
else status('');
