// Doing the same with many: ticked rows ([data-pick]) belong to the form [data-batch], which shows itself once one is ticked.
// Without this script the form simply stands there.
(() => {
  const bar = document.querySelector('[data-batch]');
  if (!bar) return;
  const count = bar.querySelector('[data-batch-count]'), act = bar.querySelector('[data-batch-act]');
  const picks = () => [...document.querySelectorAll('[data-pick]')];

  function show() {
    const ticked = picks().filter(pick => pick.checked).length;
    count.textContent = ticked;
    bar.hidden = !ticked;
    const all = document.querySelector('[data-pick-all]');
    if (all) {
      all.checked = ticked > 0 && ticked === picks().length;
      all.indeterminate = ticked > 0 && ticked < picks().length;
    }
    bar.querySelectorAll('[data-batch-for]').forEach(part => { part.hidden = !part.dataset.batchFor.split(' ').includes(act.value); });
  }

  addEventListener('change', e => {
    if (e.target.matches('[data-pick-all]')) picks().forEach(pick => { pick.checked = e.target.checked; });
    if (e.target.matches('[data-pick], [data-pick-all], [data-batch-act]')) show();
  });
  addEventListener('htmx:afterSettle', show);
  show();
})();
