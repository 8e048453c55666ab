// Three people who have no mouse: a resident, a care manager, and staff on a
// closed network.
import { check, same, test } from '../harness.mjs';
import { geodesicM } from '../geodesic.mjs';
import { parse } from '../made/csv.mjs';
import { readFileSync } from 'node:fs';
import { column, count, counted, data, focused, names, onMap, ready, seen,
    settled, tabTo } from '../site.mjs';

export const functionBox = (id) => `#functions select[name="${id}"]`;

export async function download(page, selector) {
    const [saved] = await Promise.all([page.waitForEvent('download'),
        page.locator(selector).focus().then(() =>
            page.keyboard.press('Enter'))]);
    return { name: saved.suggestedFilename(),
        text: readFileSync(await saved.path(), 'utf8') };
}

export function journeys({ town }) {
    const resident = `${town}/resident/25299/index.html`;
    const professional = `${town}/professional/25299/index.html`;

    test('journey: a resident finds where to ask, then a visiting dentist',
        async (visit) => {
            const page = await visit.open(resident);
            await ready(page);
            // The first facility under Tab is a desk, by its telephone.
            await tabTo(page, 'li.facility *', { most: 40 });
            const first = await focused(page);
            check(await page.evaluate(() =>
                document.activeElement.closest('#consult') !== null),
            `first comes ${JSON.stringify(first)}`);
            check(/^tel:[\d+-]+$/.test(first.href ?? ''),
                `the first thing is ${first.href}`);
            check(/電話/.test(first.label ?? first.text) ||
                /\d/.test(first.text), 'a link without words');
            // First in the page, and the largest.
            const sizes = await page.evaluate(() => [...document
                .querySelectorAll('#consult li.facility, #list li.facility')]
                .map((at) => [Boolean(at.closest('#consult')), parseFloat(
                    getComputedStyle(at.querySelector('.name')).fontSize),
                parseFloat(getComputedStyle(at.querySelector('.phone a')
                    ?? at.querySelector('.name')).fontSize)]));
            check(sizes[0][0], 'another section comes first');
            const [desk, other] = [sizes[0], sizes.find(([at]) => !at)];
            check(desk[1] >= other[1] * 1.1 && desk[2] >= other[2] * 1.1,
                `desks have ${desk} px, others ${other} px`);

            await tabTo(page,
                '#layer-choice input[value="home-visit-dental"]');
            await page.keyboard.press('Space');
            await settled(page);
            same((await names(page, '#list')).sort(), ['桟橋デンタルクリニック',
                '古浜歯科診療所', '湊町歯科医院'].sort(), 'visiting dentists');
            check(/3件/.test(await count(page)), await count(page));
            await tabTo(page, '#list li.facility a[href^="tel:"]');
            same((await focused(page)).href.replace(/\D/g, '').length, 10,
                'digits of the telephone');
        });

    test('journey: a care manager finds 24-hour nurses within 5 km',
        async (visit) => {
            const page = await visit.open(professional);
            await ready(page);
            const given = await data(page);
            // Filings stand in groups, closed at first; open that of nurses.
            const group = await page.evaluate((box) => {
                const summary = document.querySelector(box)
                    .closest('details').querySelector('summary');
                return [...document.querySelectorAll('#functions summary')]
                    .indexOf(summary);
            }, functionBox('nursing-24h'));
            for (let i = 0; i <= group; i++)
                await tabTo(page, '#functions summary', { most: 100 });
            await page.keyboard.press('Enter');
            await tabTo(page, functionBox('nursing-24h'), { most: 20 });
            // By typing, as with any select: 届出あり (filed).
            const choose = async (pattern) => page.evaluate((text) => {
                const at = document.activeElement;
                return [...at.options].findIndex((option) =>
                    new RegExp(text).test(option.textContent));
            }, pattern);
            const go = async (n) => {
                const at = await page.evaluate(
                    () => document.activeElement.selectedIndex);
                for (let i = at; i < n; i++)
                    await page.keyboard.press('ArrowDown');
                for (let i = at; i > n; i--)
                    await page.keyboard.press('ArrowUp');
                await settled(page);
            };
            const filed = column(given, 'functions').map((set) =>
                (set ?? []).includes('nursing-24h'));
            // All filings of a clinic are unknown: that is none of nurses.
            const services = column(given, 'services');
            const unknown = column(given, 'functions_unknown').map((set, i) =>
                (set ?? []).includes('nursing-24h') || ((set ?? [])
                    .includes('all') && services[i].includes('visiting-nurse')));
            await go(await choose('^届出あり$'));
            same((await seen(page)).map(({ row }) => row).sort(),
                filed.flatMap((yes, i) => yes ? [i] : []).sort(), 'filed');
            const hidden = Number((await count(page)).match(
                /ほかに([\d,]+)件は、届出の有無が不明/)?.[1] ?? 0);

            await tabTo(page, '#near-address');
            await page.keyboard.type('みなと市湊町1-2-3');
            await tabTo(page, '#near-radius', { most: 5 });
            await go(await page.evaluate(() => [...document.activeElement
                .options].findIndex(({ value }) => value === '5')));
            await tabTo(page, '#near-go', { most: 5 });
            await page.keyboard.press('Enter');
            await settled(page);
            check(/直線距離/.test(await page.innerText('#near-result')),
                await page.innerText('#near-result'));
            const { towns } = given;
            const at = towns.name.findIndex(
                (name) => /^湊町(一|１|1)丁目$/.test(name));
            const metres = given.lon.map((lon, i) => lon === null ? null
                : geodesicM(towns.lon[at], towns.lat[at], lon, given.lat[i]));
            // Places known to 100 m or more come last; below that error no
            // distance is told.
            const error = column(given, 'error_m');
            const rough = error.map((m) => m !== null && m >= 100);
            const unsure = metres.map((m, i) => rough[i] && m < error[i]);
            const wanted = filed.flatMap((yes, i) => yes &&
                metres[i] !== null && (metres[i] <= 5000 || unsure[i])
                ? [i] : [])
                .sort((a, b) => rough[a] - rough[b] || metres[a] - metres[b]);
            const shown = (await seen(page)).map(({ row }) => row);
            check(wanted.length > 1 && wanted.length < filed.filter(
                (yes) => yes).length + 1, 'the samples do not tell apart');
            same(shown.filter((row) => metres[row] !== null), wanted,
                'within 5 km, nearest first');

            const shownM = await page.evaluate(() => [...document
                .querySelectorAll('li.facility')].filter((item) =>
                item.checkVisibility()).map((item) => [Number(item.dataset.i),
                item.querySelector('.distance')?.textContent ?? '']));
            for (const [row, text] of shownM) {
                if (metres[row] === null) continue;
                same(/目安/.test(text), rough[row], text);
                if (unsure[row]) {
                    check(!/\d/.test(text), `below the error: ${text}`);
                    continue;
                }
                check(/直線距離/.test(text), `a distance without a word: ${text}`);
                const [, km, m] = text.match(/([\d.]+)km|([\d,]+)m/) ?? [];
                const told = km ? Number(km) * 1000
                    : Number(m?.replace(',', ''));
                check(Math.abs(told - metres[row]) <=
                    (km || rough[row] ? 51 : 6),
                    `${text}, not ${metres[row]} m`);
            }
            // To the metre in the table.
            const { text } = await download(page, '#csv-button');
            const [head, ...rows] = parse(text);
            const [id, m] = ['施設ID', '直線距離（m）'].map((h) =>
                head.findIndex((cell) => cell.includes(h)));
            check(id >= 0 && m >= 0, head.join());
            const idOf = await page.evaluate(() => Object.fromEntries(
                [...document.querySelectorAll('li.facility')].map((item) =>
                    [item.id.replace('facility-', ''), item.dataset.i])));
            const table = rows.filter((cells) => idOf[cells[id]]);
            same(table.length, shown.length, 'rows of the table');
            for (const cells of table) {
                const row = Number(idOf[cells[id]]);
                if (metres[row] === null || unsure[row])
                    same(cells[m], '', 'no distance is known');
                else check(Math.abs(Number(cells[m]) - metres[row]) <= 1,
                    `${cells[m]} m, not ${metres[row]} m`);
            }
            // What is unknown was told, and can be had.
            same(hidden, unknown.filter((yes) => yes).length,
                'unknown ones that the filter hides, told');
        });

    test('journey: who has no position is kept and counted near a place',
        async (visit) => {
            const page = await visit.open(professional);
            await ready(page);
            const given = await data(page);
            const lost = given.lon.filter((lon) => lon === null).length;
            check(lost > 0, 'every facility of the town has a position');
            await page.fill('#near-address', '湊町一丁目');
            await page.press('#near-address', 'Enter');
            await settled(page);
            same((await seen(page)).length, given.lon.length, 'rows');
            const said = `${await page.innerText('#near-result')} ` +
                await count(page);
            check(new RegExp(`(^|\\D)${lost}件は位置が不明`).test(said), said);
            await page.selectOption('#near-radius', '1');
            await settled(page);
            const now = `${await page.innerText('#near-result')} ` +
                await count(page);
            check(new RegExp(`(^|\\D)${lost}件は位置が不明`).test(now), now);
            const rows = await seen(page);
            check(rows.some(({ row }) => given.lon[row] === null),
                'the ones without a position are hidden');
            check(rows.length < given.lon.length / 2, '1 km hides nothing');
        });

    test('journey: staff open the file with the network off',
        async (visit) => {
            for (const file of [resident, professional]) {
                const page = await visit.open(file,
                    { tiles: 'abort', offline: true });
                await ready(page);
                check((await names(page)).length > 30, 'the list');
                await tabTo(page, '#q');
                await page.keyboard.type('ミナト');
                await settled(page);
                const found = await counted(page);
                check(found > 3 && (await onMap(page)).n > 2, `${found} found`);
                check(await page.locator('#map path').count() > 0,
                    'no outline on the map');
                await tabTo(page, '#print-button');
                await page.keyboard.press('Enter');
                await page.waitForFunction(() => window.__printed === 1);
                await page.emulateMedia({ media: 'print' });
                same((await names(page)).length >= found, true, 'in print');
                check(!await page.locator('#filters').isVisible(),
                    'the form is printed');
                const paper = await page.pdf({ format: 'A4' });
                check(paper.length > 20000, 'an empty print');
                await page.emulateMedia({ media: 'screen' });
                await page.click('#reset');
                await page.fill('#near-address', '古浜');
                await page.press('#near-address', 'Enter');
                await settled(page);
                check(await page.locator('.distance:visible, ' +
                    '#near-candidates:visible').count() > 0,
                'no place by address');
            }
        });
}
