// The service worker of /visits/ (views/visits_phone.py puts SHELL in front). It keeps an empty frame and the parts it is drawn with,
// never a page about anybody: what a phone knows of people lies sealed in IndexedDB (offline.js). It reaches no other page.
const CACHE = `visits-${SHELL.version}`;
const WAIT = 8000; // milliseconds until a signal that does not answer counts as none

addEventListener('install', e => e.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL.frame, ...SHELL.parts]);
  await skipWaiting();
})()));

addEventListener('activate', e => e.waitUntil((async () => {
  const old = (await caches.keys()).filter(name => name.startsWith('visits-') && name !== CACHE);
  await Promise.all(old.map(name => caches.delete(name)));
  await clients.claim();
})()));

addEventListener('fetch', e => {
  const { request } = e, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && url.pathname.startsWith(SHELL.scope)) e.respondWith(page(request));
  else if (SHELL.parts.includes(url.pathname)) e.respondWith(part(request, url));
});

// The page as the server has it; without an answer the frame, which opens what the phone holds.
async function page(request) {
  try {
    const answer = await within(fetch(request), WAIT);
    if (![502, 503, 504].includes(answer.status)) return answer;
  } catch { /* no signal */ }
  return await caches.match(SHELL.frame, { ignoreVary: true }) ?? Response.error();
}

async function part(request, url) {
  try { return await within(fetch(request), WAIT); } catch { /* no signal */ }
  return await caches.match(url.pathname, { ignoreSearch: true, ignoreVary: true }) ?? Response.error();
}

function within(promise, milliseconds) {
  return Promise.race([promise, new Promise((_, reject) => { setTimeout(() => reject(new Error('no answer')), milliseconds); })]);
}

// Background sync, where there is one: the signal is back; an open page sends, for only a page knows who is signed in.
addEventListener('sync', e => {
  if (e.tag === 'visits') e.waitUntil((async () => {
    (await clients.matchAll({ type: 'window' })).forEach(client => client.postMessage('send'));
  })());
});
