// Trends of somebody's check-ups: blood pressure, glucose, weight. Everything comes from the page; a year without is a gap.
(() => {
  const data = JSON.parse(document.getElementById('health-series').textContent);
  const limits = JSON.parse(document.getElementById('health-lines').textContent);
  const look = getComputedStyle(document.documentElement);
  const colour = (name, otherwise) => look.getPropertyValue(name).trim() || otherwise;
  const ink = colour('--ink-2', '#5b6b78'), rule = colour('--line', '#dde4ea');
  const first = colour('--pri', '#1b5f7c'), second = colour('--amb', '#9a6700'), warn = colour('--red', '#b3261e');
  const kinds = {
    pressure: [['收缩压', 'sbp', first], ['舒张压', 'dbp', second]],
    glucose: [['空腹血糖', 'fbg', first]],
    weight: [['体重', 'weight', first]],
  };

  const spans = { pressure: 90, glucose: 5, weight: 14 };

  function lineOf([name, key, shade]) {
    const limit = limits[key];
    return {
      name, type: 'line', data: data[key], connectNulls: false, symbol: 'circle', symbolSize: 7,
      lineStyle: { width: 2, color: shade }, itemStyle: { color: shade },
      label: { show: data[key].length <= 8, position: 'top', color: ink, fontSize: 11 },
      markLine: limit ? {
        silent: true, symbol: 'none', data: [{ yAxis: limit }],
        lineStyle: { type: 'dashed', color: warn, width: 1 }, label: { formatter: String(limit), color: warn, position: 'insideEndTop' },
      } : undefined,
    };
  }

  // The axis holds every value, the lines drawn across, and room enough that small changes look small.
  function bounds(kind) {
    const keys = kinds[kind].map(([, key]) => key);
    const values = keys.flatMap((key) => [...data[key].map(([, value]) => value), limits[key]]).filter((value) => value != null);
    const low = Math.min(...values), high = Math.max(...values), room = Math.max((high - low) * 0.15, spans[kind] - (high - low)) / 2;
    return { min: Math.max(0, Math.floor(low - room)), max: Math.ceil(high + room) };
  }

  function option(kind) {
    const lines = kinds[kind].map(lineOf);
    return {
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      grid: { left: 40, right: 18, top: lines.length > 1 ? 34 : 18, bottom: 26 },
      legend: lines.length > 1 ? { top: 0, left: 0, textStyle: { color: ink } } : undefined,
      // Text drawn on the canvas: markup with styles of its own is refused by the page's policy.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'time', axisLabel: { color: ink, formatter: '{yyyy}', hideOverlap: true }, axisLine: { lineStyle: { color: rule } }, minInterval: 31536e6 },
      yAxis: { type: 'value', ...bounds(kind), axisLabel: { color: ink, showMinLabel: false, showMaxLabel: false }, splitLine: { lineStyle: { color: rule } } },
      series: lines,
    };
  }

  for (const box of document.querySelectorAll('[data-chart]')) {
    const kind = box.dataset.chart;
    if (!kinds[kind].some(([, key]) => data[key].some(([, value]) => value !== null))) {
      box.classList.add('chart-empty');
      box.textContent = '没有测过';
      continue;
    }
    const chart = window.echarts.init(box, null, { renderer: 'canvas' });
    chart.setOption(option(kind));
    new ResizeObserver(() => chart.resize()).observe(box);
  }
})();
