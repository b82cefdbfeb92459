// What waits on the phone, as the screen shows it: the band, the list of the unsent, the marks on the stops.
import { DECIDED, DIFFERS, DRAFT, REFUSED, REMARK, WAITING } from './offline.js';

const make = (name, cls = '', ...inside) => {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  node.append(...inside);
  return node;
};
/** An icon of the sprite that the page uses already. */
export function icon(name) {
  const known = document.querySelector('svg.i use')?.getAttribute('href') ?? '';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `${known.split('#')[0]}#i-${name}`);
  svg.append(use);
  return svg;
}
const clock = at => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' });
const link = (href, words) => Object.assign(make('a', 'link', words), { href });

export function drawBand(root, { signal, signedOut, waiting, others, framed, scope }) {
  const band = root.querySelector('[data-band]');
  if (!band) return;
  const unsent = waiting.filter(item => ![DRAFT, REMARK].includes(item.state)).length, lines = [];
  if (signedOut) {
    const again = link(`/login/?next=${encodeURIComponent(location.pathname)}`, '重新登录');
    const words = unsent || others ? '没发出的还在手机里，本人登录后自动发出。' : '';
    lines.push(make('span', '', make('b', '', '登录过期了。'), words, again));
  } else if (!signal || framed) {
    const said = make('span', '', make('b', '', '没有信号'), '，照常填。');
    if (unsent) said.append(`${unsent} 条已存在这台手机里，有信号就自动发出。`, link('#queue', `看这 ${unsent} 条`));
    else said.append('保存后先放在手机里，有信号就自动发出。');
    lines.push(said);
  }
  if (others && !signedOut) lines.push(make('span', '', `这台手机里还有 ${others} 条没发出的是别人的，要本人登录才能打开和发出。`));
  const said = [...band.querySelectorAll('[data-said]')];
  band.replaceChildren(...lines.map(line => {
    const row = make('div', 'off', icon('cloud-off'), line);
    row.setAttribute('role', 'status');
    return row;
  }), ...said);
}

const WORDS = { [WAITING]: '等信号发出', [DECIDED]: '定下了，等信号发出', [DRAFT]: '没填完', [REMARK]: '走访记下了' };
export function drawQueue(root, waiting, acts) {
  const card = root.querySelector('#queue');
  if (!card) return;
  card.hidden = !waiting.length;
  card.querySelector('[data-count]').textContent = `${waiting.length} 条`;
  card.querySelector('[data-waiting]').replaceChildren(...waiting.map(item => row(item, acts)));
}
function row(item, acts) {
  const bad = [REFUSED, DIFFERS, REMARK].includes(item.state);
  const mark = make('span', bad ? 'tick bad' : 'tick wait', icon(item.state === DIFFERS ? 'arrows-diff' : bad ? 'alert-circle' : 'clock'));
  const text = make('div', 't', make('b', 'b', `${item.name} ${item.kind === 'form' ? item.title : item.kind === 'phone' ? '改电话' : '走访'}`));
  const pictures = item.photos ? `，${item.photos} 张照片` : '';
  text.append(make('p', '', `${clock(item.at)} 存${pictures}${WORDS[item.state] ? `，${WORDS[item.state]}` : ''}`));
  if (item.state === DIFFERS) item.differing.forEach(one => text.append(...question(item, one, acts)));
  if (item.words && [DIFFERS, REMARK].includes(item.state)) text.append(make('p', 'err', item.words));
  if (item.state === REMARK) text.append(make('div', 'row-x mt-2', act('知道了', () => acts.read(item))));
  if (item.state === REFUSED) text.append(make('p', 'err', item.words), refusal(item, acts));
  if (item.state === DRAFT) text.append(make('p', '', link(item.page, '接着填')));
  return make('li', '', mark, text);
}
// One answer that differs: whose shall stand?
function question(item, one, acts) {
  const { by, at } = item.theirs, words = `${by} ${clock(at)} 也填了「${one.label}」：填「${one.theirs}」，你填「${one.mine}」。`;
  const buttons = [['theirs', '用对方的'], ['mine', '用我的'], ['both', '两条都留']].map(([verdict, label]) => {
    const button = make('button', 'btn btn-s', label);
    button.type = 'button';
    button.setAttribute('aria-pressed', String(item.verdicts?.[one.key] === verdict));
    button.addEventListener('click', () => acts.decide(item, one.key, verdict));
    return button;
  });
  const group = make('div', 'row-x mt-2', ...buttons);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', `「${one.label}」用谁填的`);
  return [make('p', '', words), group];
}
function act(words, what) {
  const button = make('button', 'btn btn-s', words);
  button.type = 'button';
  button.addEventListener('click', what);
  return button;
}
function refusal(item, acts) {
  const button = act('再发一次', () => acts.again(item));
  if (item.conflict) return make('div', 'row-x mt-2', act('也留下这一份', () => acts.anyway(item)), act('不要这一份', () => acts.giveUp(item)), Object.assign(make('a', 'btn btn-s', '打开看'), { href: item.page }));
  const inside = item.kind === 'phone' ? [button] : [Object.assign(make('a', 'btn btn-s', '打开改'), { href: item.page }), button];
  return make('div', 'row-x mt-2', ...inside);
}

/** Forms of duties that wait on the phone say so where they are opened. */
export function markForms(root, waiting) {
  waiting.filter(item => item.kind === 'form').forEach(item => root.querySelectorAll(`a[data-form="${item.page}"]:not([data-marked])`).forEach(link => {
    link.dataset.marked = '1';
    link.after(make('span', 'chip a', item.state === DRAFT ? '没填完' : '存在手机里'));
  }));
}
/** Stops whose visit waits on the phone are done as far as the walk goes. */
export function markStops(root, waiting) {
  waiting.filter(item => item.kind === 'visit' && item.task && ![DRAFT, REMARK].includes(item.state)).forEach(item => {
    const stop = root.querySelector(`[data-stop="${item.task}"]`);
    if (!stop || stop.dataset.marked) return;
    stop.dataset.marked = '1';
    stop.querySelector('.stop').classList.add('ok');
    stop.querySelector('.no').replaceChildren(icon('check'));
    stop.querySelector('[data-chip]').replaceChildren(make('span', 'chip a', '存在手机里'));
    stop.querySelector('.go').replaceWith(make('p', '', Object.assign(make('a', 'link', '打开改'), { href: item.page })));
  });
}
