// What the page offers, in the words of the tests: its rows, its list, its
// map. Reads the page as a reader or a keyboard does, never its variables.
import { check } from './harness.mjs';

// What the page carries under `id`, as it is or deflated.
function carried(page, name) {
    return page.evaluate(async (id) => {
        const plain = document.getElementById(id);
        if (plain) return JSON.parse(plain.textContent);
        const packed = document.getElementById(`${id}-deflated`).textContent;
        const bytes = Uint8Array.from(atob(packed.trim()),
            (c) => c.charCodeAt(0));
        const text = await new Response(new Blob([bytes]).stream()
            .pipeThrough(new DecompressionStream('deflate'))).text();
        return JSON.parse(text);
    }, name);
}

// The data of the page: {columns, lon, lat, layer, ...} as written.
export const data = (page) => carried(page, 'data');
export const messages = (page) => carried(page, 'messages');

// A column as one value a row, whichever form it was written in.
export function column(given, field) {
    const stored = given.columns[field];
    if (!stored) return null;
    if (Array.isArray(stored)) return stored;
    return stored.index.map((at) => Array.isArray(at)
        ? at.map((k) => stored.values[k])
        : at === null || at < 0 ? null : stored.values[at]);
}

// Facilities that can be seen, in the order of the page.
export function seen(page, within = '#app') {
    return page.evaluate((scope) => [...document.querySelectorAll(
        `${scope} li.facility`)]
        .filter((item) => item.checkVisibility({ visibilityProperty: true }))
        .map((item) => {
            const name = item.querySelector('.name').cloneNode(true);
            name.querySelectorAll('rt, rp').forEach((part) => part.remove());
            return { id: item.id.replace(/^facility-/, ''),
                row: Number(item.dataset.i),
                name: name.textContent.trim(),
                consult: Boolean(item.closest('#consult')) };
        }), within);
}
export const names = async (page, within) =>
    (await seen(page, within)).map(({ name }) => name);

// Told once typing has stopped, so that it is read out once.
export async function count(page) {
    await settled(page, 520);
    return page.locator('#count').innerText();
}

// The number of facilities that #count tells, by the message that it uses.
export async function counted(page) {
    const text = await count(page);
    const lang = await page.evaluate(() => document.querySelector(
        '#easy-switch[aria-pressed="true"]') ? 'ja-easy'
        : document.getElementById('language')?.value || 'ja');
    const all = await messages(page);
    const form = (key) => new RegExp('^\\s*' + all[lang][key]
        .replace(/\{([^{}|]+)\|[^{}|]+\}/g, '$1')
        .replace(/[.*+?^$()[\]\\]/g, '\\$&')
        .replace('{total}', '(?<total>[\\d,]+)')
        .replace('{n}', '(?<n>[\\d,]+)'));
    for (const key of ['count.some', 'count.all']) {
        const found = text.match(form(key));
        if (found) return Number(found.groups.n.replace(/,/g, ''));
    }
    check(form('count.none').test(text), `#count tells no number: ${text}`);
    return 0;
}

// Until nothing moves any more: list, count and map.
export async function settled(page, quiet = 230) {
    await page.evaluate((ms) => new Promise((resolve) => {
        const state = () => [document.getElementById('count').textContent,
            document.getElementById('near-result')?.textContent,
            document.querySelectorAll('li.facility:not([hidden])').length,
            document.querySelectorAll('#map .leaflet-marker-icon').length,
            document.title, location.href].join('|');
        // Not setTimeout: some tests stop the clock.
        const began = performance.timeOrigin + performance.now();
        let last = state(), frames = 0, same = 0;
        const look = () => {
            const now = state();
            same = now === last ? same + 1 : 0;
            last = now;
            if ((same * 16 >= ms && ++frames > 5) ||
                performance.timeOrigin + performance.now() - began > 4000)
                resolve();
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }), quiet);
}

export async function ready(page) {
    await page.waitForFunction(() => {
        const form = document.getElementById('filters');
        return form && !form.hidden && document.querySelector(
            '#map.leaflet-container');
    });
    await settled(page);
}

export async function search(page, text) {
    await page.fill('#q', text);
    await settled(page);
}

export async function setLayer(page, id, on = true) {
    await page.locator(`#layer-choice input[value="${id}"]`).setChecked(on);
    await settled(page);
}

// やさしい日本語 is Japanese with a switch of its own.
export async function setLanguage(page, id) {
    await page.selectOption('#language', id === 'ja-easy' ? 'ja' : id);
    const easy = await page.getAttribute('#easy-switch', 'aria-pressed');
    if (/^ja/.test(id) && (id === 'ja-easy') !== (easy === 'true'))
        await page.click('#easy-switch');
    await settled(page);
}

// Facilities that the map shows: single pins and what its clusters count.
export function onMap(page) {
    return page.evaluate(() => {
        let n = 0;
        const odd = [];
        for (const icon of document.querySelectorAll(
            '#map .leaflet-marker-pane .leaflet-marker-icon')) {
            if (icon.matches('.cluster')) {
                const digits = icon.textContent.match(/\d+/);
                if (digits) n += Number(digits[0]);
                else odd.push(icon.outerHTML);
            } else if (icon.matches('.pin')) {
                n++;
            } else if (!icon.matches('.here') &&
                !icon.querySelector('.place-name') &&
                !icon.matches('.place-name')) {
                odd.push(icon.outerHTML);
            }
        }
        return { n, odd };
    });
}

// Follows a cluster by keyboard until its pins lie side by side.
export async function spread(page) {
    for (let i = 0; i < 12; i++) {
        const cluster = page.locator('#map .leaflet-marker-pane .cluster');
        if (await page.locator('#map .leaflet-marker-pane .pin').count() > 1 ||
            await cluster.count() === 0) return;
        await cluster.first().focus();
        await page.keyboard.press('Enter');
        await settled(page);
    }
    throw new Error('a cluster does not open');
}

// Filters and places in the address, wherever it keeps them.
export function inAddress(url) {
    const { search: query, hash } = new URL(url);
    const text = hash.startsWith('#?') ? hash.slice(1) : query;
    return Object.fromEntries(new URLSearchParams(text));
}

// Presses a key until `wanted` (a selector) has the focus; how often.
export async function tabTo(page, wanted, { key = 'Tab', most = 500 } = {}) {
    for (let i = 1; i <= most; i++) {
        await page.keyboard.press(key);
        if (await page.evaluate((selector) =>
            document.activeElement?.matches(selector), wanted)) return i;
    }
    throw new Error(`${key} never comes to ${wanted}`);
}

export const focused = (page) => page.evaluate(() => {
    const at = document.activeElement;
    return { tag: at.tagName, id: at.id, label: at.getAttribute('aria-label'),
        text: at.textContent.trim().slice(0, 80), href: at.href ?? null,
        facility: at.closest('li.facility')?.id ?? null };
});
