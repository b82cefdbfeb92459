// Column chooser and row height. <table data-table="persons">, <th data-col="phone">; components/table_tools.html beside it.
// The choice stays on this machine (local storage); it holds column keys only, no data.
(() => {
  const read = name => { try { return JSON.parse(localStorage.getItem(`table:${name}`)) ?? {}; } catch { return {}; } };
  const write = (name, choice) => { try { localStorage.setItem(`table:${name}`, JSON.stringify(choice)); } catch { /* private mode */ } };

  function apply(table) {
    const { hidden = [], density = '' } = read(table.dataset.table);
    table.classList.toggle('loose', density === 'loose');
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      if (!head.dataset.col) return;
      const off = hidden.includes(head.dataset.col);
      // Rows with merged cells (a sentence across the table) have other positions: they stay whole.
      [...table.rows].filter(row => row.cells.length === heads.length).forEach(row => { row.cells[index].hidden = off; });
    });
  }

  function fill(tools) {
    const name = tools.dataset.tableTools, table = document.querySelector(`[data-table="${name}"]`);
    if (!table || tools.dataset.filled) return;
    tools.dataset.filled = '1';
    const { hidden = [], density = '' } = read(name), list = tools.querySelector('[data-columns]');
    table.tHead.querySelectorAll('[data-col]').forEach(head => {
      const label = document.createElement('label'), tick = document.createElement('input');
      tick.type = 'checkbox';
      tick.value = head.dataset.col;
      tick.checked = !hidden.includes(head.dataset.col);
      label.append(tick, head.textContent.trim());
      list.append(label);
    });
    const current = () => document.querySelector(`[data-table="${name}"]`);
    list.addEventListener('change', () => {
      const off = [...list.querySelectorAll('input:not(:checked)')].map(tick => tick.value);
      write(name, { ...read(name), hidden: off });
      apply(current());
    });
    tools.querySelectorAll('[data-density]').forEach(button => {
      button.setAttribute('aria-pressed', String(button.dataset.density === density));
      button.addEventListener('click', () => {
        write(name, { ...read(name), density: button.dataset.density });
        tools.querySelectorAll('[data-density]').forEach(other => other.setAttribute('aria-pressed', String(other === button)));
        apply(current());
      });
    });
  }

  function dress() {
    document.querySelectorAll('table[data-table]').forEach(apply);
    document.querySelectorAll('[data-table-tools]').forEach(fill);
  }
  dress();
  addEventListener('htmx:afterSettle', dress);
})();
