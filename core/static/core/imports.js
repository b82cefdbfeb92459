// The upload: the file box lies over the whole frame, so a dropped file lands in it without help; here it only gets its name.
const form = document.querySelector('form[data-upload]');
if (form) {
  const box = form.querySelector('.drop'), input = box.querySelector('input'), name = form.querySelector('[data-file-name]');
  const empty = name.textContent;
  input.addEventListener('change', () => { name.textContent = input.files[0]?.name ?? empty; });
  for (const kind of ['dragenter', 'dragover']) box.addEventListener(kind, () => box.classList.add('over'));
  for (const kind of ['dragleave', 'drop']) box.addEventListener(kind, () => box.classList.remove('over'));
}
