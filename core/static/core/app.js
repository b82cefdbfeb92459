// What every page needs. Pages work without it; it makes them quick. No inline handlers: the CSP refuses them.
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
const narrow = matchMedia('(max-width: 1180px)');

// ── Pop-ups are <details class="pop">: one open at a time, Esc closes and gives the focus back ──
function closePops(except) {
  $$('.pop[open]').forEach(pop => { if (pop !== except && !pop.contains(except)) pop.open = false; });
}
addEventListener('keydown', e => {
  if (e.key !== 'Escape') return;
  const open = $$('.pop[open]').pop();
  if (open) { open.open = false; $('summary', open).focus(); return; }
  if ($('.drawer.open')) closeDrawer();
});
addEventListener('click', e => {
  closePops(e.target.closest('.pop'));
  if (e.target.closest('[data-close-drawer]')) closeDrawer();
  if (e.target.closest('[data-print]')) print();
  if (e.target.closest('[data-back]')) history.back();
});

// ── The side bar is longer than a low screen: the place where one is stays in sight ──
const here = $('.side [aria-current]');
if (here && here.offsetTop > innerHeight - 60) $('.side').scrollTop = here.offsetTop - innerHeight / 2;

// ── Why: a row is chosen, the drawer answers; on narrow screens it lies over the page, on wide ones it can be shut ──
let askedFrom = null;
function closeDrawer() {
  if (!narrow.matches) $('.desk')?.classList.add('shut');
  uncover();
  askedFrom?.focus();
}
function uncover() {
  $('.drawer.open')?.classList.remove('open');
  document.body.classList.remove('drawer-open');
  behind().forEach(part => { part.inert = false; });
}
const behind = () => $$('.skip, .side, .top, .desk > .list, .tabs-b');
addEventListener('click', e => {
  const link = e.target.closest('[hx-target="#why"]');
  if (!link) return;
  askedFrom = link;
  const row = link.closest('tr');
  if (row) $$('tr[aria-selected=true]', row.parentNode).forEach(other => other.removeAttribute('aria-selected'));
  row?.setAttribute('aria-selected', 'true');
});
addEventListener('htmx:afterSwap', e => {
  if (e.target.id !== 'why') return;
  $('.desk').classList.remove('shut');
  if (!narrow.matches || !askedFrom) return;
  e.target.classList.add('open');
  document.body.classList.add('drawer-open');
  behind().forEach(part => { part.inert = true; });
  $('#why-heading', e.target)?.focus();
});
narrow.addEventListener('change', uncover);

// ── A masked number: the server logs the reading and answers with it; after 20 seconds the mask is back ──
const masks = new WeakMap();
addEventListener('htmx:beforeRequest', e => {
  const form = e.target.closest?.('[data-reveal]');
  if (!form) return;
  const out = document.getElementById(form.dataset.reveal);
  if (!masks.has(out)) masks.set(out, { text: out.textContent });
  sayUnder(form, '');
});
addEventListener('htmx:afterRequest', e => {
  const form = e.target.closest?.('[data-reveal]');
  if (!form) return;
  if (!e.detail.successful) { sayUnder(form, e.detail.xhr.responseText.slice(0, 200) || '没有取到，再试一次。'); return; }
  const out = document.getElementById(form.dataset.reveal), mask = masks.get(out);
  form.closest('.pop').open = false;
  clearTimeout(mask.timer);
  mask.timer = setTimeout(() => { out.textContent = mask.text; }, 20000);
});
function sayUnder(form, words) {
  const err = $('.err', form);
  err.textContent = words;
  err.hidden = !words;
}

// ── When a fragment does not come: say so, keep everything, offer to try again ──
function trouble(words, again) {
  const box = $('#trouble');
  if (!box) return;
  const note = document.createElement('div'), text = document.createElement('div'), said = document.createElement('b');
  note.className = 'note r';
  said.className = 'b';
  said.textContent = words;
  text.append(said, document.createElement('br'), '你填的还在。 ');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-s';
  button.textContent = '再试一次';
  button.addEventListener('click', () => { box.replaceChildren(); again(); });
  text.append(button);
  note.append(text);
  box.replaceChildren(note);
}
function retry(detail) {
  const { verb, path, parameters } = detail.requestConfig ?? {};
  return () => htmx.ajax((verb ?? 'get').toUpperCase(), path ?? location.href, { source: detail.elt, target: detail.target, values: parameters });
}
// What asks again by itself ([data-watch]) is silent when nothing comes: nobody asked for it, and it will ask again.
const watches = e => e.target.closest?.('[data-watch]');
addEventListener('htmx:sendError', e => watches(e) || trouble('网络断了，没取到。', retry(e.detail)));
addEventListener('htmx:timeout', e => watches(e) || trouble('等了 30 秒还没有回音。', retry(e.detail)));
addEventListener('htmx:responseError', e => {
  if (e.target.closest?.('[data-reveal]') || watches(e)) return;
  const number = e.detail.xhr.getResponseHeader('X-Request-Id')?.slice(0, 4).toUpperCase();
  trouble(`这一步没有做成（${e.detail.xhr.status}${number ? `，编号 ${number}` : ''}）。`, retry(e.detail));
});
addEventListener('htmx:beforeSwap', e => {
  if (!watches(e)) $('#trouble')?.replaceChildren();
  // The session ended: the answer is the sign-in page; show it as a page, and come back here afterwards.
  if (new URL(e.detail.xhr.responseURL || location.href, location.href).pathname.startsWith('/login/')) {
    e.detail.shouldSwap = false;
    location.reload();
  }
});

// ── A life strip wider than the screen opens at today, not at birth ──
$$('.strip').forEach(strip => { strip.scrollLeft = strip.scrollWidth; });
