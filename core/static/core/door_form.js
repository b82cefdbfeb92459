// A duty's form at a door: one question a screen on a phone, kept while it is typed, stored on the phone and sent once.
import * as phone from './offline.js';
import { NO_KEY, answered, drafts, fill, labelOf, left, say, typed } from './kept_form.js';

/** `sendNow`: what sends everything that waits, and says whether there is a signal (visits.js). */
export async function fillIn(form, sendNow) {
  const at = { id: crypto.randomUUID(), kept: false, anyway: false };
  const mine = await left('form');
  if (mine) {
    Object.assign(at, { id: mine.id, kept: true });
    fill(form, mine.typed);
    if (mine.state === phone.REFUSED) refusal(form, at, mine);
  }
  const kept = drafts(form, at, state => phone.keep(item(form, at, state)));
  const steps = stepper(form);
  form.addEventListener('input', kept.note);
  form.addEventListener('change', kept.note);
  form.querySelector('[data-later]').addEventListener('click', async () => { await kept.save(); location.assign(form.dataset.list); });
  form.querySelector('[data-anyway]').addEventListener('click', () => { at.anyway = true; form.requestSubmit(); });
  form.addEventListener('submit', e => store(e, { form, at, kept, steps, sendNow }));
}

// ── One screen after the other, where the screen is small ──
function stepper(form) {
  const parts = [...form.querySelectorAll('[data-step]')], bar = form.querySelector('[data-steps]');
  if (parts.length < 2 || !matchMedia('(max-width: 760px)').matches) return { show: part => part.scrollIntoView({ block: 'center' }) };
  const back = form.querySelector('[data-back]'), next = form.querySelector('[data-next]'), end = form.querySelector('[data-store]');
  // Where somebody left off: the first screen that lacks something, else the last.
  let here = parts.findIndex(lack);
  if (here < 0) here = parts.length - 1;
  const draw = () => {
    parts.forEach((part, place) => { part.hidden = place !== here; });
    back.hidden = here === 0;
    next.hidden = here === parts.length - 1;
    end.hidden = here !== parts.length - 1;
    bar.querySelector('progress').value = here + 1;
    bar.querySelector('[data-place]').textContent = `第 ${here + 1} 项，共 ${parts.length} 项`;
  };
  const go = to => { here = Math.min(Math.max(to, 0), parts.length - 1); draw(); say(form, ''); scrollTo(0, 0); };
  bar.hidden = false;
  bar.querySelector('progress').max = parts.length;
  back.addEventListener('click', () => go(here - 1));
  next.addEventListener('click', () => {
    const lacking = lack(parts[here]);
    if (lacking) say(form, `「${labelOf(lacking)}」还没有选。`); else go(here + 1);
  });
  // A touch on the only answer of a screen leads on; keys do not.
  form.addEventListener('click', e => {
    const part = parts[here];
    if (e.detail > 0 && e.target.matches('input[type=radio]') && part.hasAttribute('data-leads-on') && part.contains(e.target)) setTimeout(() => { if (!part.hidden) go(here + 1); }, 260);
  });
  draw();
  return { show: part => go(parts.findIndex(one => one.contains(part))) };
}
const lack = root => [...root.querySelectorAll('[data-need]')].find(part => !answered(part));

// ── Storing ──
const item = (form, at, state) => ({
  id: at.id, kind: 'form', state, at: new Date().toISOString(), name: form.dataset.name, title: form.dataset.title, page: location.pathname, api: form.dataset.api,
  typed: typed(form), body: state === phone.DRAFT ? null : body(form, at),
});
function body(form, at) {
  const told = new FormData(form), values = {};
  for (const name of new Set(told.keys())) if (!['csrfmiddlewaretoken', 'client_uid', 'anyway'].includes(name)) values[name] = told.getAll(name);
  return { client_uid: at.id, person: form.dataset.person, about: form.dataset.about, filled_at: new Date().toISOString(), anyway: at.anyway, values };
}
async function store(e, { form, at, kept, steps, sendNow }) {
  const lacking = lack(form);
  if (lacking) { e.preventDefault(); steps.show(lacking); say(form, `「${labelOf(lacking)}」还没有填。`); return; }
  if (!phone.usable()) return; // the form goes to the server by itself
  e.preventDefault();
  if (!await phone.holder()) { // nothing can be sealed: to the server, or not at all
    if (navigator.onLine) form.submit(); else say(form, NO_KEY);
    return;
  }
  kept.stop();
  at.stored = true;
  say(form, '');
  // Sent while it was being mended: what is stored now is one of its own.
  if (at.kept && !(await phone.items()).some(one => one.id === at.id)) at.id = crypto.randomUUID();
  await phone.keep(item(form, at, phone.WAITING));
  delete form.dataset.touched;
  await navigator.serviceWorker?.getRegistration().then(worker => worker?.sync?.register('visits')).catch(() => { /* no background sync here */ });
  await sendNow();
  const done = phone.outcome(at.id), unsent = (await phone.items()).find(one => one.id === at.id);
  if (done) location.assign(done.url);
  else if (unsent?.state === phone.REFUSED) { Object.assign(at, { stored: false, kept: true }); refusal(form, at, unsent); }
  else location.assign(`${form.dataset.list}#queue`);
}
function refusal(form, at, unsent) {
  say(form, unsent.words);
  form.querySelector('[data-anyway]').hidden = !unsent.conflict;
}
