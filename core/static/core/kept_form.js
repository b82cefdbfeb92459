// What a form holds, kept on the phone while it is typed and found there again.
import * as phone from './offline.js';

const skipped = ['csrfmiddlewaretoken', 'client_uid', 'photos', 'known', 'anyway'];
const fields = form => [...form.elements].filter(one => one.name && !skipped.includes(one.name));
/** Everything typed: {name: text} and {name=value: ticked}. */
export const typed = form => Object.fromEntries(fields(form).map(one =>
  (['radio', 'checkbox'].includes(one.type) ? [`${one.name}=${one.value}`, one.checked] : [one.name, one.value])));
export function fill(form, values) {
  fields(form).forEach(one => {
    const slot = ['radio', 'checkbox'].includes(one.type) ? `${one.name}=${one.value}` : one.name;
    if (typeof values[slot] === 'boolean') one.checked = values[slot];
    else if (values[slot] !== undefined) one.value = values[slot];
  });
}
/** What this page's form left on the phone: unfinished, unsent or refused. */
export async function left(kind) {
  if (!phone.usable()) return null;
  const open = [phone.WAITING, phone.REFUSED, phone.DRAFT];
  return (await phone.items()).find(item => item.kind === kind && item.page === location.pathname && open.includes(item.state)) ?? null;
}
/** Drafts: `note` whatever is typed, `save` now, `stop` before storing. `keep(state)` writes the form's item; `at`: {id, stored}. */
export function drafts(form, at, keep) {
  let pause = 0;
  const stop = () => clearTimeout(pause);
  const save = async () => {
    stop();
    if (!phone.usable() || !form.dataset.touched || at.stored) return;
    const before = (await phone.items()).find(one => one.id === at.id);
    if (before && before.state !== phone.DRAFT) return; // stored already: typing on does not unstore it
    await keep(phone.DRAFT);
  };
  const note = () => {
    form.dataset.touched = '1';
    stop();
    pause = setTimeout(() => save().catch(() => { /* nobody holds the phone: the form itself still has it */ }), 600);
  };
  return { note, save, stop };
}
/** Say what is wrong above the buttons; '' takes it away. */
export function say(form, words) {
  const said = form.querySelector('[data-missing]');
  said.textContent = words;
  said.hidden = !words;
  if (words) said.scrollIntoView({ block: 'center' });
}
/** Is anything chosen or typed in this part of the form? */
export const answered = part => part.querySelector('input:checked') || [...part.querySelectorAll('input:not([type=radio]):not([type=checkbox]), textarea, select')].some(one => one.value.trim());
export const labelOf = part => part.querySelector('.lab, label').textContent.trim();
export const NO_KEY = '没有信号，这台手机上也还没有你的钥匙，存不了。内容留在这一页，有信号再存。';
