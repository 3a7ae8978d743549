/** What was suggested for the open case, and the form in which its dispatching unit gives it what it lacks. */
const $ = (selector) => document.querySelector(selector);
const form = $('#assign');
const { grid, category, unit, duty } = form.elements;
/** The case that the form is filled in for, and the language of its lists. */
const shown = { id: undefined, language: undefined };

const PERCENT = { style: 'percent', maximumFractionDigits: 1 };
const line = (...parts) => parts.filter(Boolean).join(' · ');

/** How sure it is and what became of it; nothing where nothing was suggested. Below the threshold it can be taken over. */
export function showSuggestion({ suggestion, unitName, waits } = {}, { say, language, categories }) {
  $('#suggestion').hidden = !suggestion;
  if (!suggestion) return;
  const { applied, category: code, confidence, verdict } = suggestion;
  const guess = (what, { name, code, share, became }) =>
    line(
      say(what),
      name?.[language],
      code,
      share !== undefined && `${say('suggestion.sure')} ${percent(share)}`,
      became && say(`verdict.${became}`),
    );
  const ofCategory = { name: categories[code], code, share: confidence, became: verdict };
  $('#suggested-category').textContent = guess(applied ? 'suggestion.applied' : 'suggestion.category', ofCategory);
  const { unit: unitCode, unitConfidence: share, unitVerdict: became } = suggestion;
  const ofUnit = { name: unitName, code: unitCode, share, became };
  $('#suggested-unit').textContent = unitCode ? guess('suggestion.unit', ofUnit) : '';
  $('#take-over').textContent = say('suggestion.take-over');
  $('#take-over').hidden = applied || !waits;
}

const percent = (share) => share.toLocaleString('en', PERCENT);

/** Keeps what somebody has begun to fill in until another case is opened. */
export function showForm({ id, ticket, waits } = {}, { say, language, categories, departments }) {
  form.hidden = !waits;
  if (shown.id !== id) empty(id, ticket);
  if (!waits) return;
  for (const field of [grid, category, unit, duty])
    field.previousElementSibling.textContent = say(`assign.${field.name}`);
  unit.placeholder = say('assign.by-route');
  form.querySelector('button').textContent = say('assign.submit');
  grid.disabled = grid.parentElement.hidden = !ticket.waitingFor.includes('grid');
  if (shown.language === language) return;
  shown.language = language;
  const { value } = category;
  category.replaceChildren(new Option('', ''), ...options(categories, language));
  category.value = value || (ticket.category ?? '');
  $('#departments').replaceChildren(...options(departments, language));
}

const options = (names, language) =>
  Object.entries(names).map(([code, name]) => new Option(`${name[language]} ${code}`, code));

function empty(id, ticket) {
  shown.id = id;
  form.reset();
  category.value = ticket?.category ?? '';
}

/** Fills in what was suggested; the person looks at it and sends it, or not. */
export function takeOver({ category: suggested, unit: suggestedUnit }) {
  category.value = suggested;
  unit.value = suggestedUnit ?? '';
  category.focus();
}

/** What the person decided: only what the ticket does not have yet. */
export function decided(ticket) {
  const given = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(given.filter(([name, value]) => value && ticket[name] !== value));
}

/** Spares others a form that would be refused; who may is decided by dispatch. */
export const isDispatchedBy = (token, { dispatcher }) =>
  membershipsOf(token).some(({ unit: own, kind }) => own === dispatcher || kind === 'centre');

/** What the token says of its bearer; nothing where it cannot be read. */
function membershipsOf(token) {
  const [, payload = ''] = token.split('.');
  try {
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))).gw_memberships ?? [];
  } catch {
    return [];
  }
}

/** What came of sending the form; where it was refused why, and which fields are wrong or what to do. */
export function showAnswer(answer, { say, language }) {
  const { errors = [], [language]: words } = answer?.problem ?? {};
  const wrong = errors.filter(({ field }) => form.elements[field]).map(({ field }) => say(`assign.${field}`));
  const refusal = words ? line(words.title, ...(wrong.length > 0 ? wrong : [words.next])) : say('assign.away');
  $('#assigned').textContent = !answer ? '' : answer.ok ? say('assign.done') : refusal;
}
