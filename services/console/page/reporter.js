import { otherLanguage, word } from './words.js';

const $ = (selector) => document.querySelector(selector);
const id = location.pathname.split('/').pop();
const code = decodeURIComponent(location.hash.slice(1));
const state = { language: localStorage.getItem('language') ?? 'zh', matter: undefined, status: '' };

const say = (key) => word(key, state.language);
const zone = { timeZone: 'Asia/Shanghai' };
const local = (time) => new Date(time).toLocaleString(state.language === 'zh' ? 'zh-CN' : 'en-GB', zone);

async function load() {
  if (!code) return status('mine.no-code');
  const answer = await fetch(`/api/v1/tickets/${id}`, { headers: { 'gw-reporter-code': code } });
  if (!answer.ok) return status(answer.status >= 500 ? 'mine.away' : 'mine.wrong-code');
  state.matter = await answer.json();
  show();
}

function show() {
  const { matter } = state;
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  $('#language').textContent = say('language');
  $('#status').textContent = state.status ? say(state.status) : '';
  $('#matter').hidden = !matter;
  $('#rating').hidden = !matter?.rateable;
  $('#objection').hidden = !matter?.objectable;
  if (matter) showMatter(matter);
}

function showMatter(matter) {
  const stands = matter.outcome === 'withdrawn' ? 'withdrawn' : matter.state;
  $('#state').textContent = say(`mine.${stands}`);
  $('#means').textContent = say(`mine.${stands}.means`);
  $('#text').textContent = matter.text;
  const until =
    matter.rateable && matter.ratingUntil ? ['mine.rate-until', matter.ratingUntil] : ['mine.due', matter.dueAt];
  const open = matter.state !== 'closed' && until[1];
  $('#due').textContent = open ? `${say(until[0])}${local(until[1])}` : '';
  $('#solved-question').textContent = say('mine.solved');
  $('#satisfaction-question').textContent = say('mine.satisfaction');
  for (const input of document.querySelectorAll('#rating input')) {
    const key = input.name === 'solved' ? (input.value === 'true' ? 'mine.yes' : 'mine.no') : input.value;
    input.nextElementSibling.textContent = say(key);
  }
  $('#rating button').textContent = say('mine.submit');
  showKind(matter);
}

function showKind({ kind, explanation }) {
  $('#private').hidden = kind !== 'private';
  $('#kind').textContent = say('mine.private');
  $('#explanation').hidden = !explanation;
  $('#explanation').textContent = explanation ?? '';
  $('#objection-question').textContent = say('mine.object');
  $('#objection button').textContent = say('mine.object.submit');
}

async function rate(form) {
  const body = { code, solved: form.get('solved') === 'true', satisfaction: form.get('satisfaction') };
  if (await post('rating', body, 'mine.thanks')) state.matter.rateable = false;
}

async function object(form) {
  const reason = form.get('reason').trim();
  if (await post('objection', reason ? { code, reason } : { code }, 'mine.objected')) state.matter.objectable = false;
}

/** Whether it was done; else the page says why not. */
async function post(act, body, done) {
  const answer = await fetch(`/api/v1/tickets/${id}/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const problem = answer.ok ? {} : await answer.json().catch(() => ({}));
  status(answer.ok ? done : (problem[state.language]?.title ?? 'mine.away'));
  if (answer.ok) await load();
  return answer.ok;
}

function status(key) {
  state.status = key;
  show();
}

$('#language').addEventListener('click', () => {
  state.language = otherLanguage(state.language);
  localStorage.setItem('language', state.language);
  show();
});
$('#rating').addEventListener('submit', (event) => {
  event.preventDefault();
  rate(new FormData($('#rating'))).catch(() => status('mine.away'));
});
$('#objection').addEventListener('submit', (event) => {
  event.preventDefault();
  object(new FormData($('#objection'))).catch(() => status('mine.away'));
});

show();
load().catch(() => status('mine.away'));
