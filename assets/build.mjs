// Copies the few files that pages load from npm packages into ../static/vendor/, where Django finds them.
// Tabler gives CSS only: pop-ups are <details>, so its script is never loaded.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, '..', 'static', 'vendor');
const files = [
  '@tabler/core/dist/css/tabler.min.css',
  'htmx.org/dist/htmx.min.js',
  'maplibre-gl/dist/maplibre-gl.css',
  'maplibre-gl/dist/maplibre-gl.mjs',
  'maplibre-gl/dist/maplibre-gl-worker.mjs',
  'echarts/dist/echarts.common.min.js',
];

mkdirSync(vendor, { recursive: true });
for (const file of files) {
  // The source map is not shipped, and collectstatic refuses a file that names one that is not there.
  const text = readFileSync(join(here, 'node_modules', file), 'utf8').replace(/\/[*/]# sourceMappingURL=\S+( \*\/)?/g, '');
  writeFileSync(join(vendor, basename(file)), text);
  console.log(`${basename(file)} ${Math.round(text.length / 1024)} KB`);
}
