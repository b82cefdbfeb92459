// The visit list and the form at the door, with and without a signal. Pages work without it; then nothing is kept on the phone.
import * as phone from './offline.js';
import { fillIn } from './door_form.js';
import { atTheDoor, rememberAsked } from './visit_form.js';
import { drawBand, drawQueue, markForms, markStops } from './visit_queue.js';

const root = document.getElementById('visits');
const { scope, pack: packUrl, hand: handUrl, worker } = root.dataset;
const framed = root.hasAttribute('data-frame'); // the page came out of the phone
const state = { signal: navigator.onLine, signedOut: false };
let timer = 0;

// ── What the phone holds, in the empty frame ──
async function openFrame() {
  const pack = phone.usable() && await phone.carried();
  const uid = location.pathname.slice(scope.length).replace(/\/$/, '');
  const form = pack && pack.forms[uid];
  if (pack && (uid === '' || form)) {
    root.innerHTML = form ? form.html : pack.list;
    document.title = form ? `${form.title ?? '走访'} ${form.name} · 一生` : '今天的走访 · 一生';
    document.body.classList.replace('walk-frame', form ? 'walk-form' : 'walk-list');
    return;
  }
  const said = root.querySelector('[data-opening]');
  said.textContent = pack ? '这一页没有带在手机里，有信号再打开。' : '没有信号，这台手机里也没有今天的走访：没有带过，或者已过 12 小时，或者已经退出。有信号时打开「走访」，就会带上。';
}

// ── The band, the queue, the marks on the list ──
async function draw() {
  const waiting = phone.usable() ? await phone.items() : [], others = phone.usable() ? await phone.closed() : 0;
  drawBand(root, { ...state, waiting, others, framed, scope });
  drawQueue(root, waiting, { decide, again, anyway, giveUp, read, scope });
  markStops(root, waiting);
  markForms(root, waiting);
}
async function decide(item, key, verdict) {
  const verdicts = { ...item.verdicts, [key]: verdict };
  const all = item.differing.every(one => verdicts[one.key]);
  await phone.keep({ ...item, verdicts, state: all ? phone.DECIDED : phone.DIFFERS });
  await draw();
  if (all) await sendNow();
}
async function again(item) {
  await phone.keep({ ...item, state: phone.WAITING });
  await sendNow();
}

// Somebody did the same that day: keep this one beside it, or not at all.
async function anyway(item) {
  await phone.keep({ ...item, state: phone.WAITING, conflict: false, body: { ...item.body, anyway: true } });
  await sendNow();
}
async function giveUp(item) {
  if (confirm(`${item.name}的${item.title}还没有发出。不要了吗？`)) await read(item);
}
async function read(item) {
  await phone.drop(item.id);
  await draw();
}

// ── Sending: on opening, when the signal is back, and again after a while ──
async function sendNow() {
  clearTimeout(timer);
  let sent = 0;
  try {
    sent = await phone.send(handUrl);
    Object.assign(state, { signal: true, signedOut: false });
  } catch (error) {
    state.signedOut = error instanceof phone.SignedOut;
    state.signal = state.signedOut;
    timer = setTimeout(sendNow, phone.nextTry());
  }
  await draw();
  const listed = document.body.classList.contains('walk-list');
  const untouched = !root.querySelector('form[data-touched]');
  // The page of the server says more than the phone's: who was met, what is due next.
  if (state.signal && !state.signedOut && listed && (sent || framed) && untouched) location.reload();
}
async function carry() {
  if (framed || !phone.usable()) return;
  const asked = document.body.classList.contains('walk-list') ? location.search : '';
  const answer = await fetch(packUrl + asked, { cache: 'no-store', redirect: 'manual' }).catch(() => null);
  if (answer?.ok) await phone.hold(await answer.json());
}
addEventListener('online', sendNow);
addEventListener('offline', () => { state.signal = false; draw(); });

// ── Calling: the number is asked for when it is needed, and the asking is written down ──
addEventListener('click', async e => {
  const button = e.target.closest('[data-call]');
  if (!button) return;
  button.disabled = true;
  try {
    const hand = await phone.greet(handUrl);
    const answer = await fetch(button.dataset.call, { method: 'POST', headers: { 'X-CSRFToken': hand.csrf }, redirect: 'manual' });
    const said = await answer.text();
    say(answer.ok ? '' : said.slice(0, 120));
    if (answer.ok) dial(button, said.trim());
  } catch (error) {
    say(error instanceof phone.SignedOut ? '登录过期了，重新登录后再打。' : '没有信号，取不到号码：看号码要留记录，手机里不存。');
  }
  button.disabled = false;
});
function dial(button, number) {
  const link = document.createElement('a');
  link.className = button.className;
  link.href = `tel:${number.replace(/[^\d+-]/g, '')}`;
  link.textContent = number;
  link.setAttribute('aria-label', `打给${button.dataset.who} ${number}`);
  button.replaceWith(link);
  link.click();
  setTimeout(() => link.replaceWith(button), 20000);
}
function say(words) {
  const band = root.querySelector('[data-band]');
  band.querySelector('[data-said]')?.remove();
  if (!words) return;
  const line = document.createElement('div');
  line.className = 'off';
  line.dataset.said = '';
  line.setAttribute('role', 'alert');
  line.textContent = words;
  band.append(line);
}

// ── From where I am: the place goes into the address of this page only ──
root.addEventListener('click', e => {
  if (!e.target.closest('[data-from-here]')) return;
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => {
      const query = new URLSearchParams(location.search);
      query.set('at', `${coords.longitude.toFixed(5)},${coords.latitude.toFixed(5)}`);
      location.search = query;
    },
    () => say('取不到现在的位置。请在手机里允许定位，或者按最近的路走。'),
  );
});

async function start() {
  if (framed) await openFrame();
  if (!phone.usable()) { draw(); return; }
  if (!framed) {
    navigator.serviceWorker?.register(worker, { scope }).catch(() => { /* the pages work without it */ });
    const held = await phone.holder();
    if (!held || document.body.classList.contains('walk-list') || String(held.user) !== document.body.dataset.user) await carry();
  }
  navigator.serviceWorker?.addEventListener('message', e => { if (e.data === 'send') sendNow(); });
  await draw();
  if (document.body.classList.contains('walk-list')) { rememberAsked(); if (location.hash === '#next') root.querySelector('[data-stop]:not([data-marked])')?.scrollIntoView({ block: 'center' }); }
  const form = root.querySelector('form[data-visit]');
  if (form) await atTheDoor(form);
  const asked = root.querySelector('form[data-door-form]');
  if (asked) await fillIn(asked, sendNow);
  if (framed && !navigator.onLine) return;
  await sendNow();
}
start();
