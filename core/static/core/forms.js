// Forms: nothing typed is lost, Ctrl+Enter stores, a proposed value goes in with one press.
// <form data-draft="fertility-card:7f3a"> keeps what is typed in this tab (session storage) until it is stored.

// ── Ctrl+Enter: the form one is in, else the page's main form ──
addEventListener('keydown', e => {
  if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey) || e.target.closest('dialog')) return;
  const form = e.target.form ?? e.target.closest('form') ?? document.querySelector('form[data-main]');
  if (!form) return;
  e.preventDefault();
  form.requestSubmit(form.querySelector('.btn-primary:not([type=button])') ?? undefined);
});

// ── 改成 11-30: the proposal of a failed check ──
addEventListener('click', e => {
  const button = e.target.closest('[data-fill]');
  if (!button) return;
  const field = document.getElementById(button.dataset.fill);
  field.value = button.dataset.value;
  field.removeAttribute('aria-invalid');
  field.closest('.f')?.classList.remove('bad');
  button.closest('.err').hidden = true;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
});

// ── The list of what to mend takes the focus, its links lead into the fields ──
const errors = document.querySelector('[data-errors]');
errors?.focus();
errors?.addEventListener('click', e => {
  const link = e.target.closest('a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  e.preventDefault();
  (field.matches('input,select,textarea') ? field : field.querySelector('input,select,textarea'))?.focus();
});

// ── Drafts ──
const prefix = `draft:${document.body.dataset.user}:`;
const store = {
  read(key) { try { return JSON.parse(sessionStorage.getItem(prefix + key)); } catch { return null; } },
  write(key, value) { try { sessionStorage.setItem(prefix + key, JSON.stringify(value)); } catch { /* private mode: nothing is kept */ } },
  drop(key) { try { sessionStorage.removeItem(prefix + key); } catch { /* as above */ } },
};
const kept = form => [...form.elements].filter(field =>
  field.name && field.name !== 'csrfmiddlewaretoken' && !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type));
const value = field => (['checkbox', 'radio'].includes(field.type) ? field.checked : field.value);
const slot = field => (['checkbox', 'radio'].includes(field.type) ? `${field.name}=${field.value}` : field.name);

function keep(form) {
  store.write(form.dataset.draft, { sent: false, values: Object.fromEntries(kept(form).map(field => [slot(field), value(field)])) });
}

function offer(form, draft) {
  const before = Object.fromEntries(kept(form).map(field => [slot(field), value(field)]));
  const put = values => kept(form).forEach(field => {
    const held = values[slot(field)];
    if (held === undefined) return;
    if (typeof held === 'boolean') field.checked = held; else field.value = held;
  });
  if (Object.entries(draft.values).every(([name, held]) => before[name] === held)) return;
  put(draft.values);
  const note = document.createElement('div'), drop = document.createElement('button');
  note.className = 'note p kept';
  note.setAttribute('role', 'status');
  note.append('上次没存的内容已经填回来了。 ');
  drop.type = 'button';
  drop.className = 'btn btn-s btn-q';
  drop.textContent = '不要了';
  drop.addEventListener('click', () => { put(before); store.drop(form.dataset.draft); note.remove(); });
  note.append(drop);
  form.prepend(note);
}

document.querySelectorAll('form[data-draft]').forEach(form => {
  const draft = store.read(form.dataset.draft);
  // The server sent the form back with errors: it already holds what was typed.
  const returned = form.querySelector('.bad') || document.querySelector('[data-errors]');
  if (draft && !returned && !draft.sent) offer(form, draft);
  form.addEventListener('input', () => keep(form));
  form.addEventListener('change', () => keep(form));
  form.addEventListener('submit', () => store.write(form.dataset.draft, { ...store.read(form.dataset.draft) ?? { values: {} }, sent: true }));
});
// A page that fails to store (500, expired form) is no success: going back finds the draft unsent again.
addEventListener('pageshow', e => { if (e.persisted) document.querySelectorAll('form[data-draft]').forEach(keep); });
if (document.querySelector('[data-back]')) {
  try {
    Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).forEach(key => {
      sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(key)), sent: false }));
    });
  } catch { /* nothing kept */ }
}

// ── Signing out leaves nothing of other people's data in this tab ──
// and takes along the key of what a phone carries for visits (offline.js): what is unsent stays closed until its user is back.
document.querySelectorAll('[data-sign-out]').forEach(form => form.addEventListener('submit', async e => {
  e.preventDefault();
  try {
    const phone = await import('./offline.js');
    if (phone.usable() && !await phone.leave()) return;
  } catch { /* no signal or no store: nothing was carried */ }
  try { sessionStorage.clear(); } catch { /* nothing kept */ }
  form.submit();
}));
