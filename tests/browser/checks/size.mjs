// 3,000 facilities: the page stays small, and can be used at once.
import { statSync } from 'node:fs';
import { check, same, test } from '../harness.mjs';
import { axe, nothingFound } from '../axe.mjs';
import { innocent } from './hostile.mjs';
import { counted, onMap, ready, search, seen, settled } from '../site.mjs';

const MOST_BYTES = 1.5e6, MOST_MS = 5000;

// From opening the page until a text typed has narrowed the list.
export async function untilFound(visit, file, text) {
    const began = performance.now();
    const page = await visit.open(file);
    await page.waitForFunction(() =>
        !document.getElementById('filters').hidden);
    const usable = performance.now() - began;
    await page.fill('#q', text);
    await page.waitForFunction(() => {
        const all = document.querySelectorAll('li.facility').length;
        return document.querySelectorAll('li.facility[hidden]').length >
            all / 2;
    });
    return { page, usable, found: performance.now() - began };
}

export function sizes({ big, empty }) {
    for (const edition of ['resident', 'professional'])
        test(`${edition}: 3,000 facilities`, async (visit) => {
            const file = `${big}/${edition}/25299/index.html`;
            const bytes = statSync(file).size;
            check(bytes <= MOST_BYTES, `${bytes} bytes`);
            const { page, usable, found } =
                await untilFound(visit, file, 'くりにっく');
            await ready(page);
            const n = await counted(page);
            same((await seen(page)).length, n, 'rows seen');
            check(n > 100 && n < 1500, `${n} rows found`);
            const began = performance.now();
            await page.fill('#q', '');
            await page.waitForFunction(() => [...document.querySelectorAll(
                'li.facility')].filter((at) => !at.closest('[hidden]'))
                .length >= 3000);
            const all = performance.now() - began;
            await settled(page);
            check((await seen(page)).length >= 3000, 'facilities are lost');
            // Pins come in slices, so that the list can be used meanwhile.
            for (let i = 0; i < 40 && (await onMap(page)).n < 3000; i++)
                await settled(page);
            check((await onMap(page)).n >= 3000, 'pins are lost');
            console.log(`    ${edition}: ${(bytes / 1e6).toFixed(2)} MB, ` +
                `usable after ${usable.toFixed(0)} ms, first result after ` +
                `${found.toFixed(0)} ms, all again in ${all.toFixed(0)} ms`);
            check(found < MOST_MS, `${found} ms`);
            // Short rows get their lines and links from the script.
            check(await page.locator('li.facility .web a').count() > 5,
                'no web pages');
            same(await innocent(page), [], 'links made by the script');
            await search(page, 'みなとくりにっく');
            check(await counted(page) < 100, 'two words of a name');
            await visit.shot(page, `big-${edition}`);
        }, { alone: true });

    test('3,000 facilities: axe finds nothing', async (visit) => {
        const page = await visit.open(`${big}/resident/25299/index.html`);
        await ready(page);
        await search(page, '湊');
        const found = await axe(page, 'searched');
        nothingFound(found);
    });

    test('a town without facilities and boundary has a page',
        async (visit) => {
            for (const edition of ['resident', 'professional']) {
                const page = await visit.open(
                    `${empty}/${edition}/25299/index.html`);
                await page.waitForFunction(() =>
                    !document.getElementById('filters').hidden);
                same((await seen(page)).length, 0, 'facilities');
                check(/載っている施設はありません|載っていません/.test(
                    await page.innerText('main')), 'not told');
                const found = await axe(page, edition);
                nothingFound(found);
                await page.fill('#near-address', '湊町');
                await page.press('#near-address', 'Enter');
                await settled(page);
                check((await page.innerText('#near-result')).length > 5,
                    'no answer to an address');
                await visit.shot(page, `empty-${edition}`);
            }
        });
}
