// The family graph on another day: drag the slider, the household of that day is drawn. Positions are in years (2026.89).
(() => {
  const slider = document.getElementById('when');
  if (!slider) return;
  const out = document.getElementById('when-out'), until = Number(slider.max), today = slider.dataset.today;

  function dayOf(position) {
    const year = Math.floor(position), first = Date.UTC(year, 0, 1), next = Date.UTC(year + 1, 0, 1);
    return new Date(first + Math.round((position - year) * (next - first) / 864e5) * 864e5).toISOString().slice(0, 10);
  }

  function stays(group, at) {
    return (group.dataset.in ?? '').split(',').filter(Boolean).some(stay => {
      const [from, to] = stay.split('-');
      return at >= Number(from) && (!to || at < Number(to));
    });
  }

  function draw() {
    const at = Number(slider.value), now = at >= until - 0.002, day = now ? today : dayOf(at);
    const stamp = document.createElement('time');
    stamp.textContent = day;
    out.replaceChildren(stamp, now ? ' 今天' : '');
    slider.setAttribute('aria-valuetext', day);
    document.querySelectorAll('.fam g').forEach(group => {
      const { born, died } = group.dataset;
      group.classList.toggle('none', born !== undefined && at < Number(born));
      const state = group.querySelector('.state');
      if (!state) return;
      const gone = died !== undefined && at >= Number(died);
      group.classList.toggle('gone', gone);
      group.classList.toggle('in', !gone && stays(group, at));
      const years = Math.floor(at - Number(born) + 0.001);
      state.textContent = gone ? state.dataset.gone : born === undefined ? '' : years >= 1 ? `${years} 岁` : '不满 1 岁';
    });
  }
  slider.addEventListener('input', draw);
})();
