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
  if (matter) showMatter(matter);
}

function showMatter(matter) {
  $('#state').textContent = say(`mine.${matter.state}`);
  $('#means').textContent = say(`mine.${matter.state}.means`);
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
}

async function rate(form) {
  const body = { code, solved: form.get('solved') === 'true', satisfaction: form.get('satisfaction') };
  const answer = await fetch(`/api/v1/tickets/${id}/rating`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) {
    state.matter.rateable = false;
    status('mine.thanks');
    return load();
  }
  const problem = await answer.json().catch(() => ({}));
  state.status = problem[state.language]?.title ?? 'mine.away';
  return show();
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

show();
load().catch(() => status('mine.away'));
