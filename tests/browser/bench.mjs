// bench.mjs OUT CODE LEAFLET SLOWER: figures of the pages of one municipality
// and of a bare Leaflet page with the same data (tests/bench/site.sh).
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { FLAGS } from './harness.mjs';

const [out, code, leaflet, slower] = process.argv.slice(2);
const ROUNDS = 5;
const WORDS = ['クリニック', '湊町', '薬局', 'ケアプラン', '077-001'];

// What people write by hand: all markers, one field, no list.
function rival(edition) {
    const data = readFileSync(`${out}/${edition}/${code}/map.geojson`, 'utf8');
    const path = `${out}/${edition}-rival.html`;
    const read = (name) => readFileSync(`${leaflet}/${name}`, 'utf8');
    writeFileSync(path, `<!DOCTYPE html><html lang="ja"><meta charset="utf-8">
<title>rival</title><style>${read('leaflet.css')} #map { height: 600px }</style>
<form id="filters" hidden><input id="q"></form><p id="count"></p>
<div id="map"></div><script>${read('leaflet.min.js')}</script><script>
const data = ${data.replaceAll('<', '\\u003c')};
const map = L.map('map').setView([35.07, 136.02], 13);
let shown = null;
function show(text) {
    if (shown) shown.remove();
    let n = 0;
    shown = L.geoJSON(data, {
        filter: (f) => {
            const fits = f.geometry !== null && JSON.stringify(f.properties)
                .includes(text);
            n += fits;
            return fits;
        },
        pointToLayer: (f, at) => L.circleMarker(at, { radius: 6 }),
        onEachFeature: (f, layer) => layer.bindPopup(f.properties.name),
    }).addTo(map);
    document.getElementById('count').textContent = n + ' ' + text;
}
show('');
document.getElementById('q').oninput = (e) => show(e.target.value);
document.getElementById('filters').hidden = false;
</script></html>`);
    return path;
}

// In the page: when it can be used, when the first result stands, and how
// long another search takes until the frame that shows it.
async function measure(page, words) {
    return page.evaluate(async (texts) => {
        const frame = () => new Promise(requestAnimationFrame);
        while (document.getElementById('filters').hidden) await frame();
        await frame();
        const usable = performance.now();
        const field = document.getElementById('q');
        // Rows of the list; the rival, which has none, writes a number.
        const seen = () => `${document.getElementById('count').textContent}|` +
            document.querySelectorAll('li.facility:not([hidden])').length;
        const find = async (text) => {
            const began = performance.now();
            const before = seen();
            field.value = text;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            while (seen() === before &&
                performance.now() - began < 5000) await frame();
            await frame();
            return performance.now() - began;
        };
        await find(texts[0]);
        const first = performance.now();
        const more = [];
        for (const text of texts.slice(1)) more.push(await find(text));
        return { usable, first, more: more.sort((a, b) => a - b)
            [Math.floor(more.length / 2)] };
    }, words);
}

const median = (list) => [...list].sort((a, b) => a - b)
    [Math.floor(list.length / 2)];

const browser = await chromium.launch({ headless: true, args: FLAGS,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
console.log('page                      MB  MB gzip  usable  first result  ' +
    'search  (ms)');
for (const [name, file] of [
    ['resident', `${out}/resident/${code}/index.html`],
    ['professional', `${out}/professional/${code}/index.html`],
    ['resident, bare Leaflet', rival('resident')],
    ['professional, bare Leaflet', rival('professional')]]) {
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) {
        const context = await browser.newContext(
            { viewport: { width: 1200, height: 900 } });
        await context.route(/^https?:/, (route) => route.abort());
        const page = await context.newPage();
        if (Number(slower) > 1)
            await (await context.newCDPSession(page)).send(
                'Emulation.setCPUThrottlingRate', { rate: Number(slower) });
        await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
        await page.waitForSelector('#filters', { state: 'attached' });
        rounds.push(await measure(page, WORDS));
        await context.close();
    }
    const mb = (n) => (n / 1e6).toFixed(2);
    console.log([name.padEnd(26), mb(statSync(file).size).padStart(4),
        mb(gzipSync(readFileSync(file)).length).padStart(8),
        ...['usable', 'first', 'more'].map((key) => median(
            rounds.map((round) => round[key])).toFixed(0).padStart(
            { usable: 7, first: 13, more: 7 }[key]))].join(' '));
}
await browser.close();
