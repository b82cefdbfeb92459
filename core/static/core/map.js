// A register on a map: outlines of areas below, rows as points above, a card when a point is touched. All served from here.
import * as maplibre from '../vendor/maplibre-gl.mjs';

const box = document.getElementById('map'), said = document.getElementById('map-said');
const look = getComputedStyle(document.documentElement);
const colour = (name, otherwise) => look.getPropertyValue(name).trim() || otherwise;

function drawable() {
  const canvas = document.createElement('canvas');
  return Boolean(canvas.getContext('webgl2'));
}

function style(data, outlines) {
  const calm = colour('--pri', '#1b5f7c');
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: outlines },
      rows: { type: 'vector', tiles: [location.origin + data.tiles], minzoom: 8, maxzoom: 17 },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colour('--bg', '#f5f7f9') } },
      { id: 'area', type: 'fill', source: 'areas', paint: { 'fill-color': '#ffffff', 'fill-opacity': 0.9 } },
      { id: 'edge', type: 'line', source: 'areas', paint: { 'line-color': '#b9c6d0', 'line-width': 1 } },
      { id: 'rows', type: 'circle', source: 'rows', 'source-layer': 'rows', paint: {
        'circle-color': calm, 'circle-opacity': 0.75, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1,
        'circle-radius': ['interpolate', ['linear'], ['get', 'n'], 1, 5, 10, 9, 100, 15, 1000, 24] } },
      { id: 'chosen', type: 'circle', source: 'rows', 'source-layer': 'rows', filter: ['==', ['get', 'id'], data.chosen || '-'], paint: {
        'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': '#b3261e', 'circle-stroke-width': 3, 'circle-radius': 11 } },
    ],
  };
}

function cardOf(row) {
  const card = document.createElement('div'), title = document.createElement('a'), list = document.createElement('dl');
  card.className = 'map-row';
  title.href = row.url;
  title.className = 'b link';
  title.textContent = row.title;
  for (const [name, value] of row.lines) {
    const term = document.createElement('dt'), text = document.createElement('dd');
    term.textContent = name;
    text.textContent = value;
    list.append(term, text);
  }
  card.append(title, list);
  return card;
}

function names(map, outlines) {
  const shown = outlines.features.filter(area => area.properties.label);
  const markers = shown.map(area => {
    const label = document.createElement('span');
    label.className = 'map-name';
    label.textContent = area.properties.name;
    return new maplibre.Marker({ element: label }).setLngLat(area.properties.label).addTo(map);
  });
  const many = shown.length > 40;
  const fit = () => markers.forEach(marker => marker.getElement().classList.toggle('none', many && map.getZoom() < 14));
  map.on('zoom', fit);
  fit();
}

async function draw() {
  const data = box.dataset;
  if (!drawable()) {
    said.textContent = '这台电脑的浏览器画不了地图（没有 WebGL2）。请点上面的「看列表」，内容是一样的。';
    box.classList.add('none');
    return;
  }
  const outlines = await (await fetch(data.outlines)).json();
  const [west, south, east, north] = data.bounds.split(',').map(Number);
  const map = new maplibre.Map({
    container: box, style: style(data, outlines), attributionControl: false, dragRotate: false, maxZoom: 19,
    bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 40, maxZoom: data.chosen ? 17 : 16 },
    locale: { 'NavigationControl.ZoomIn': '放大', 'NavigationControl.ZoomOut': '缩小', 'Map.Title': '地图', 'Popup.Close': '关上', 'Marker.Title': '地名' },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left');
  map.on('load', () => {
    said.textContent = '';
    names(map, outlines);
  });
  map.on('idle', () => { box.dataset.drawn = map.queryRenderedFeatures({ layers: ['rows'] }).length; });
  map.on('click', 'rows', async event => {
    const point = event.features[0], place = point.geometry.coordinates.slice();
    if (!point.properties.id) {
      map.easeTo({ center: place, zoom: Math.min(map.getZoom() + 2, Number(data.individual)) });
      return;
    }
    const answer = await fetch(data.card.replace(data.anyRow, encodeURIComponent(point.properties.id)));
    if (answer.ok) new maplibre.Popup({ maxWidth: '300px' }).setLngLat(place).setDOMContent(cardOf(await answer.json())).addTo(map);
  });
  map.on('mousemove', 'rows', event => {
    const { n } = event.features[0].properties;
    map.getCanvas().style.cursor = 'pointer';
    said.textContent = n > 1 ? `这里有 ${n} ${data.measure}，点一下放大` : '';
  });
  map.on('mouseleave', 'rows', () => {
    map.getCanvas().style.cursor = '';
    said.textContent = '';
  });
}

if (box) draw().catch(() => { said.textContent = '地图没有画出来。请刷新再试，或点「看列表」。'; });
