// The search: `/` opens, ↑ ↓ choose, ↵ opens, Ctrl+↵ opens in a new tab, Esc closes. htmx fetches the hits.
(() => {
  const box = document.getElementById('omni');
  if (!box?.showModal) return;
  const input = box.querySelector('#omni-q');
  const hits = () => [...box.querySelectorAll('.hit')];
  const chosen = () => box.querySelector('.hit[aria-selected=true]');

  // Enter may come before the hits do: it is kept until they are here, then opens the first.
  let asked = '', answered = '', enter = null;
  function go(hit, newTab) {
    if (newTab) window.open(hit.href, '_blank', 'noopener');
    else location.href = hit.href;
  }

  function open() {
    if (box.open) return;
    box.showModal();
    input.select();
  }

  function choose(hit) {
    chosen()?.setAttribute('aria-selected', 'false');
    const preview = box.querySelector('#omni-r');
    preview?.replaceChildren();
    if (!hit) { input.removeAttribute('aria-activedescendant'); return; }
    hit.setAttribute('aria-selected', 'true');
    hit.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', hit.id);
    const template = hit.nextElementSibling;
    if (preview && template?.matches('template')) preview.append(template.content.cloneNode(true));
  }

  addEventListener('keydown', e => {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.matches('input, textarea, select, [contenteditable]')) return;
    e.preventDefault();
    open();
  });
  addEventListener('click', e => {
    if (e.target.closest('[data-omnibox]') && !e.ctrlKey && !e.metaKey) { e.preventDefault(); open(); }
    if (e.target === box || e.target.closest('[data-close-omnibox]')) box.close();
  });

  input.addEventListener('keydown', e => {
    if (e.isComposing) return;
    const all = hits(), at = all.indexOf(chosen());
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (all.length) choose(all[(at + (e.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]);
    } else if (e.key === 'Enter') {
      e.preventDefault();
      const newTab = e.ctrlKey || e.metaKey;
      if (input.value !== answered) enter = { newTab };
      else if (chosen()) go(chosen(), newTab);
    }
  });
  box.addEventListener('mouseover', e => { const hit = e.target.closest('.hit'); if (hit && hit !== chosen()) choose(hit); });

  input.addEventListener('htmx:beforeRequest', e => { asked = e.target.value; });
  addEventListener('htmx:afterSwap', e => {
    if (e.target.id !== 'omni-b') return;
    const all = hits();
    answered = asked;
    input.setAttribute('aria-expanded', String(all.length > 0));
    choose(all[0]);
    if (enter && answered === input.value && all[0]) go(all[0], enter.newTab);
    if (answered === input.value) enter = null;
  });
})();
