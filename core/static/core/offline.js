// What a phone keeps between two signals: today's doors for one user, and the visits that are not sent yet.
// Everything is sealed with that user's key (AES-GCM). The key comes with sign-in, cannot be read out of the browser, and goes at
// sign-out, when its hours are over, and when somebody else signs in. What is unsent stays, closed, until its own user is back.
const NAME = 'yisheng-visits', API = '/api/v1/visits/', FIRST_WAIT = 5000, LONGEST_WAIT = 300000;
export const WAITING = 'waiting', REFUSED = 'refused', DIFFERS = 'differs', DECIDED = 'decided', DRAFT = 'draft', REMARK = 'remark';

export const usable = () => isSecureContext && 'indexedDB' in window && 'subtle' in crypto;

// ── The store: held (key, pack), queue (visits, numbers, drafts), photos ──
let opening = null;
function store() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('held', { keyPath: 'id' });
      asked.result.createObjectStore('queue', { keyPath: 'id' });
      asked.result.createObjectStore('photos', { keyPath: 'id' }).createIndex('item', 'item');
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}
const done = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
async function change(names, work) {
  const act = (await store()).transaction(names, 'readwrite', { durability: 'strict' });
  work(act);
  await new Promise((resolve, reject) => { act.oncomplete = resolve; act.onerror = act.onabort = () => reject(act.error); });
}
const read = async (name, id) => done((await store()).transaction(name).objectStore(name).get(id));
const every = async name => done((await store()).transaction(name).objectStore(name).getAll());

// ── Sealing ──
async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
}
const open = (key, sealed) => crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data);
const sealText = (key, value) => seal(key, new TextEncoder().encode(JSON.stringify(value)));
const openText = async (key, sealed) => JSON.parse(new TextDecoder().decode(await open(key, sealed)));

// ── Whose phone it is today ──
/** The holder {user, key, until}; null when nobody's hours run. */
export async function holder() {
  const held = await read('held', 'key');
  if (!held) return null;
  if (Date.parse(held.until) > Date.now()) return held;
  await forget();
  return null;
}
/** Take over what the server gave: the key, and today's list and forms if they came along. */
export async function hold({ user, key, until, list, forms }) {
  const before = await read('held', 'key');
  if (before && before.user !== user) await forget();
  const raw = Uint8Array.from(atob(key), sign => sign.charCodeAt(0));
  const own = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const sealed = list === undefined ? null : await sealText(own, { list, forms });
  await change(['held'], act => {
    act.objectStore('held').put({ id: 'key', user, key: own, until });
    if (sealed) act.objectStore('held').put({ id: 'pack', user, sealed });
  });
}
/** Today's list and forms, or null. */
export async function carried() {
  const own = await holder(), pack = own && await read('held', 'pack');
  return pack && pack.user === own.user ? openText(own.key, pack.sealed) : null;
}
/** The key and what was carried go; what is unsent stays, closed. */
export const forget = () => change(['held'], act => act.objectStore('held').clear());

/** Sign-out: says first what is still unsent; false when the user stays. */
export async function leave() {
  const own = await holder();
  const left = own ? (await items()).filter(item => ![DRAFT, REMARK].includes(item.state)).length : 0;
  if (left && !confirm(`手机里还有 ${left} 条没有发出。退出后它们锁在这台手机里，要你本人再登录才会发出。现在退出吗？`)) return false;
  await forget();
  const caught = await caches.keys();
  await Promise.all(caught.filter(name => name.startsWith('visits-')).map(name => caches.delete(name)));
  const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
  await Promise.all(workers.map(worker => worker.unregister()));
  return true;
}

// ── The queue ──
/** Keep an item {id, kind, state, name, …} and new photos [{id, blob}]; what was there under the id is replaced. */
export async function keep(item, photos = []) {
  const own = await holder();
  if (!own) throw new Error('nobody holds this phone');
  const sealed = await sealText(own.key, item);
  const pictures = await Promise.all(photos.map(async ({ id, blob }) => ({
    id, item: item.id, user: own.user, size: blob.size, sealed: await seal(own.key, await blob.arrayBuffer()),
  })));
  await change(['queue', 'photos'], act => {
    act.objectStore('queue').put({ id: item.id, user: own.user, sealed });
    pictures.forEach(picture => act.objectStore('photos').put(picture));
  });
}
/** This user's items, oldest first. */
export async function items() {
  const own = await holder();
  if (!own) return [];
  const rows = (await every('queue')).filter(row => row.user === own.user);
  const found = await Promise.all(rows.map(row => openText(own.key, row.sealed)));
  return found.sort((a, b) => a.at.localeCompare(b.at));
}
/** How many unsent items others left here, or this user before signing in again: no names, they are closed. */
export async function closed() {
  const own = await holder();
  return (await every('queue')).filter(row => row.user !== own?.user).length;
}
export async function photosOf(id) {
  const own = await holder();
  const rows = await done((await store()).transaction('photos').objectStore('photos').index('item').getAll(id));
  return Promise.all(rows.map(async row => ({
    id: row.id, size: row.size, blob: async () => new Blob([await open(own.key, row.sealed)], { type: 'image/jpeg' }),
  })));
}
const dropPhoto = id => change(['photos'], act => act.objectStore('photos').delete(id));
export async function drop(id) {
  const pictures = await done((await store()).transaction('photos').objectStore('photos').index('item').getAllKeys(id));
  await change(['queue', 'photos'], act => {
    act.objectStore('queue').delete(id);
    pictures.forEach(key => act.objectStore('photos').delete(key));
  });
}

// ── Sending ──
export class SignedOut extends Error {}
/** Who is signed in, with token and key. SignedOut when nobody is; any other error: no signal. */
export async function greet(url) {
  const answer = await fetch(url, { cache: 'no-store', redirect: 'manual' });
  if (answer.type === 'opaqueredirect' || [401, 403].includes(answer.status)) throw new SignedOut();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const hand = await answer.json();
  await hold(hand);
  return hand;
}

let wait = FIRST_WAIT;
/** How long until the next try after one that found no signal. */
export function nextTry() { wait = Math.min(wait * 2, LONGEST_WAIT); return wait; }

/** Send everything of whoever is signed in, one tab at a time. Returns how many items left the phone. */
export async function send(handUrl) {
  const run = async lock => (lock === null ? 0 : sendEach(await greet(handUrl)));
  const sent = navigator.locks ? await navigator.locks.request('visits-send', { ifAvailable: true }, run) : await run();
  wait = FIRST_WAIT;
  return sent;
}
async function sendEach(hand) {
  let sent = 0;
  for (const item of await items()) {
    if (![WAITING, DECIDED].includes(item.state)) continue;
    if (item.kind === 'phone') sent += await sendNumber(item, hand);
    else if (item.kind === 'form') sent += await sendForm(item, hand);
    else if (item.state === DECIDED) sent += await sendVerdicts(item, hand);
    else sent += await sendVisit(item, hand);
  }
  return sent;
}
async function sendVisit(item, hand) {
  const answer = await post(API, JSON.stringify(item.body), hand, 'application/json');
  if (answer.status !== 409 && !answer.ok) return refused(item, answer);
  const told = await answer.json();
  if (!told.client_uid) return refused(item, null, told); // a 409 of another kind
  for (const photo of await photosOf(item.id)) {
    const form = new FormData();
    form.append('client_uid', photo.id);
    form.append('photo', await photo.blob(), 'photo.jpg');
    const kept = await post(`${API}${item.id}/photos/`, form, hand);
    if (!kept.ok) return refused(item, kept);
    await dropPhoto(photo.id);
  }
  // What a duty did not take is said; the visit itself is recorded.
  const left = (told.parts ?? []).filter(part => part.refused).map(part => `「${part.title}」没有收下：${part.refused}`).join('');
  if (answer.status === 409) {
    await keep({ ...item, state: DIFFERS, uid: told.uid, differing: told.differing, theirs: told.theirs, words: left });
    return 0;
  }
  await gone({ ...item, words: left });
  return 1;
}
/** Sent: nothing stays on the phone but what its user must still read. */
const gone = item => (item.words ? keep({ ...item, state: REMARK, body: null, typed: {} }) : drop(item.id));
async function sendVerdicts(item, hand) {
  const answer = await post(`${API}${item.uid}/settle/`, JSON.stringify({ verdicts: item.verdicts }), hand, 'application/json');
  // Decided elsewhere meanwhile (409), or the answer was lost: there is nothing left to decide here.
  if (!answer.ok && answer.status !== 409) return refused(item, answer);
  await gone(item);
  return 1;
}
const outcomes = new Map();
/** What the server said of a form that this page sent: {url, words}. */
export const outcome = id => outcomes.get(id);
async function sendForm(item, hand) {
  const answer = await post(item.api, JSON.stringify(item.body), hand, 'application/json');
  if (!answer.ok) return refused({ ...item, conflict: answer.status === 409 }, answer);
  outcomes.set(item.id, await answer.json());
  await drop(item.id);
  return 1;
}
async function sendNumber(item, hand) {
  const answer = await post(item.url, new URLSearchParams(item.body), hand);
  if (!answer.ok) return refused(item, answer, { title: await answer.clone().text() });
  await drop(item.id);
  return 1;
}
async function post(url, body, hand, type) {
  const headers = { 'X-CSRFToken': hand.csrf, ...(type ? { 'Content-Type': type } : {}) };
  const answer = await fetch(url, { method: 'POST', headers, body, cache: 'no-store', redirect: 'manual' });
  if (answer.type === 'opaqueredirect' || answer.status === 401) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
  return answer;
}
/** The server says no: the item stays, with the reason, until its user mends it. */
async function refused(item, answer, said = null) {
  const told = said ?? await answer.json().catch(() => ({}));
  const words = [told.title, told.detail].filter(Boolean).join('') || '服务器没有收下。';
  await keep({ ...item, state: REFUSED, words: words.slice(0, 200) });
  return 0;
}
