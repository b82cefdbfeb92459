// Copies the few files that pages load from npm packages into ../static/vendor/, where Django finds them.
// Tabler gives CSS only: pop-ups are <details>, so its script is never loaded.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, '..', 'static', 'vendor');
const files = [
  '@tabler/core/dist/css/tabler.min.css',
  'htmx.org/dist/htmx.min.js',
];

mkdirSync(vendor, { recursive: true });
for (const file of files) {
  const target = join(vendor, basename(file));
  copyFileSync(join(here, 'node_modules', file), target);
  console.log(`${basename(file)} ${Math.round(statSync(target).size / 1024)} KB`);
}
