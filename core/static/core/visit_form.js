// The form at the door: what is asked depends on who was met; photos are made small; what is typed stays, signal or not.
import * as phone from './offline.js';
import { NO_KEY, answered, drafts, fill, labelOf, left, say as missing, typed } from './kept_form.js';

const LONGEST_SIDE = 1600, QUALITY = 0.82, MOST_PHOTOS = 6;

export async function atTheDoor(form) {
  const at = { id: crypto.randomUUID(), photos: [], kept: 0 };
  await fillFromPhone(form, at);
  at.drafts = drafts(form, at, state => phone.keep(item(form, at, state), at.photos));
  form.addEventListener('change', e => { if (e.target.type === 'file') addPhotos(form, at, e.target); follow(form); at.drafts.note(); });
  form.addEventListener('input', () => at.drafts.note());
  form.querySelector('[data-later]').addEventListener('click', async () => { await at.drafts.save(); location.assign(`${form.dataset.list}${lastAsked()}`); });
  form.addEventListener('submit', e => store(e, form, at));
  follow(form);
  showPhotos(form, at);
}

// The list as it was asked for: with those taken along, in the order chosen.
const LIST = 'visits:asked';
export const rememberAsked = () => { try { sessionStorage.setItem(LIST, location.search); } catch { /* private mode */ } };
const lastAsked = () => { try { return sessionStorage.getItem(LIST) ?? ''; } catch { return ''; } };

// ── What is asked of whom ──
const chosen = (form, name) => form.querySelector(`[name="${name}"]:checked`)?.value ?? '';
function follow(form) {
  const met = chosen(form, 'met');
  form.querySelectorAll('[data-shown]').forEach(part => {
    const shown = part.dataset.shown.split(' ');
    part.hidden = met ? !shown.includes(met) : shown.length === 1;
  });
  const day = nextDay(form), other = chosen(form, 'next_on') === 'other';
  form.querySelector('[data-other]').hidden = !other;
  form.querySelector('[data-reason]').hidden = !(form.dataset.latest && day && day > form.dataset.latest);
}
/** 2026-12-07, 12-07, 12.7, 20261207 → 2026-12-07; '' for nothing, null for what is no day. */
export function readDay(text, today) {
  const plain = text.trim().replace(/[./年月]/g, '-').replace(/日$/, '');
  if (!plain) return '';
  const parts = /^(?:(\d{4})-?)?(\d{1,2})-?(\d{1,2})$/.exec(plain);
  if (!parts) return null;
  const near = `${today.slice(0, 4)}-${parts[2].padStart(2, '0')}-${parts[3].padStart(2, '0')}`;
  const year = parts[1] ?? String(+today.slice(0, 4) + (near < today ? 1 : 0)), day = `${year}${near.slice(4)}`;
  const made = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(made.getTime()) && made.toISOString().startsWith(day) ? day : null;
}
function nextDay(form) {
  const said = chosen(form, 'next_on');
  return said === 'other' ? readDay(form.elements.next_day.value, form.dataset.today) : said;
}

// ── Photos: small, upright, without place and time (drawing them anew leaves only the picture) ──
async function addPhotos(form, at, input) {
  const room = MOST_PHOTOS - at.photos.length - at.kept;
  for (const file of [...input.files].slice(0, Math.max(0, room))) {
    const blob = await small(file).catch(() => null);
    if (blob) at.photos.push({ id: crypto.randomUUID(), blob });
    else missing(form, '有一张照片打不开，请重拍。');
  }
  input.value = '';
  showPhotos(form, at);
}
async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => { canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', QUALITY); });
}
function showPhotos(form, at) {
  const number = at.photos.length + at.kept, said = form.querySelector('[data-photos]'), strip = form.querySelector('[data-thumbs]');
  const size = at.photos.reduce((sum, { blob }) => sum + blob.size, 0) / 1048576;
  if (number) said.textContent = `${number} 张${size ? `，${size < 1 ? `${Math.ceil(size * 1024)} KB` : `${size.toFixed(1)} MB`}` : ''}，${navigator.onLine ? '存好时上传' : '等信号上传'}`;
  strip.replaceChildren(...at.photos.map(photo => {
    const button = document.createElement('button'), picture = document.createElement('img');
    picture.src = URL.createObjectURL(photo.blob);
    picture.alt = '';
    button.type = 'button';
    button.setAttribute('aria-label', '不要这张照片');
    button.append(picture);
    button.addEventListener('click', () => { at.photos = at.photos.filter(one => one !== photo); URL.revokeObjectURL(picture.src); showPhotos(form, at); });
    return button;
  }));
}

// ── From the form to what is kept, and back ──
async function fillFromPhone(form, at) {
  const mine = await left('visit');
  if (!mine) return;
  at.id = mine.id;
  at.kept = mine.photos ?? 0;
  fill(form, mine.typed);
}
function body(form, at) {
  const seen = new FormData(form), met = seen.get('met'), extra = {};
  for (const name of new Set([...seen.keys()].filter(key => key.startsWith('task-')))) {
    const all = seen.getAll(name).filter(Boolean), several = form.querySelector(`[name="${name}"]`).type === 'checkbox';
    if (all.length) extra[name.slice(5)] = several ? all : all[0];
  }
  const told = met === 'nobody' ? {} : parts(form, seen);
  return {
    client_uid: at.id, parts: told, person: form.dataset.person, task: form.dataset.task || null, known: seen.get('known') || null,
    visited_at: new Date().toISOString(), task_answers: met === 'nobody' ? {} : extra, ticks: seen.getAll('ticks').map(Number),
    answers: {
      met, whom: seen.get('whom'), health: seen.get('health') ?? '', mood: seen.get('mood') ?? '', fire: seen.get('fire') ?? '',
      needs: seen.getAll('needs'), note: seen.get('note'), next_on: nextDay(form) || null, next_reason: seen.get('next_reason'),
    },
  };
}
// What duties asked beside: {part: {question: answer}}. What was asked and not answered goes as an empty text.
function parts(form, seen) {
  const told = {};
  for (const one of form.querySelectorAll('[name^="part."]')) {
    const [, part, question] = /^part\.([^.]+)\.(.+)$/.exec(one.name), all = seen.getAll(one.name).filter(Boolean);
    (told[part] ??= {})[question] = one.type === 'checkbox' ? all : all[0] ?? '';
  }
  return told;
}
const item = (form, at, state) => ({
  id: at.id, kind: 'visit', state, at: new Date().toISOString(), name: form.dataset.name, task: form.dataset.task, page: location.pathname,
  typed: typed(form), photos: at.photos.length + at.kept, body: state === phone.DRAFT ? null : body(form, at),
});

// ── Storing ──
function wrong(form) {
  const met = chosen(form, 'met');
  for (const part of form.querySelectorAll('[data-need]')) {
    const needed = part.dataset.need === 'always' || part.dataset.need.split(' ').includes(met);
    if (!needed || answered(part)) continue;
    part.scrollIntoView({ block: 'center' });
    return `「${labelOf(part)}」还没有填。`;
  }
  const day = nextDay(form), { today, latest } = form.dataset;
  if (day === null) return '看不懂下次的日子，请写成 2026-12-07 的样子。';
  if (day && day <= today) return '下次的日子要在今天之后。';
  if (day && latest && day > latest && !form.elements.next_reason.value.trim()) return `最晚 ${latest} 要再来一次；约好更晚的日子，请写原因。`;
  return '';
}
async function store(e, form, at) {
  const words = wrong(form);
  missing(form, words);
  if (words) { e.preventDefault(); return; }
  if (!phone.usable()) return; // the form goes to the server by itself
  e.preventDefault();
  if (!await phone.holder()) { // nothing can be sealed: to the server, or not at all
    if (navigator.onLine) form.submit(); else missing(form, NO_KEY);
    return;
  }
  at.drafts.stop();
  at.stored = true;
  // Sent while it was being mended: what is stored now is a visit of its own, and the server asks which answers stand.
  const known = (await phone.items()).some(one => one.id === at.id);
  if (at.kept && !known) at.id = crypto.randomUUID();
  await phone.keep(item(form, at, phone.WAITING), at.photos);
  const number = form.elements.new_phone.value.trim();
  if (number) {
    await phone.keep({
      id: crypto.randomUUID(), kind: 'phone', state: phone.WAITING, at: new Date().toISOString(), name: form.dataset.name,
      url: form.dataset.phoneUrl, body: { phone: number, known: form.dataset.phone },
    });
  }
  delete form.dataset.touched;
  await navigator.serviceWorker?.getRegistration().then(worker => worker?.sync?.register('visits')).catch(() => { /* no background sync here */ });
  location.assign(`${form.dataset.list}${lastAsked()}#next`);
}
