// Writes core/static/core/icons.svg: one <symbol id="i-…"> per icon that the screens use, from the outline set of
// @tabler/icons (MIT). A sprite of our own, because the icon font alone would be more than a page may weigh.
// To use another icon: add its name (tabler.io/icons) to the list, run `npm run icons`, commit the sprite.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = `
  briefcase-off door-enter file-check file-info file-x flame gift receipt stethoscope user-heart
  adjustments alert-circle alert-triangle arrow-down arrow-left arrow-right arrow-up armchair arrows-diff arrows-join
  arrows-sort baby-carriage bell bookmark briefcase building-community cake calendar calendar-event camera certificate
  chart-bar check chevron-down chevron-left chevron-right chevron-up circle-check circle-x clipboard-list clock cloud-off
  columns-3 copy device-tv dots download external-link eye eye-off file-export file-spreadsheet file-text file-upload
  filter filter-off flag gavel grave-2 heart heart-broken heart-handshake help-circle history home home-heart home-move hourglass
  id info-circle key leaf lifebuoy link list-check list-details lock logout map-2 map-pin map-search menu-2 minus
  pencil phone phone-call plug-connected-x plus point printer refresh report-search rotate route scale school search
  send settings shield-check shield-lock sitemap skull sun table-import tag text-size tool trash truck upload user
  user-check user-minus user-plus user-question user-search users users-group walk wheelchair world x
`.trim().split(/\s+/);

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'node_modules', '@tabler', 'icons', 'icons', 'outline');
const symbol = name => {
  const svg = readFileSync(join(source, `${name}.svg`), 'utf8');
  const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replace(/<path[^>]*stroke="none"[^>]*\/>/g, '').replace(/\s*\n\s*/g, '');
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${body}</symbol>`;
};

const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${[...new Set(names)].sort().map(symbol).join('\n')}\n</svg>\n`;
const target = join(here, '..', 'core', 'static', 'core', 'icons.svg');
writeFileSync(target, sprite);
console.log(`${names.length} icons, ${Math.round(sprite.length / 1024)} KB`);
