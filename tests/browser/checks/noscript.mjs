// Without JavaScript the list, the outline map, the legend and the links are
// there, and nothing is shown that does not work.
import { readFileSync } from 'node:fs';
import { check, same, test } from '../harness.mjs';

export function noscript({ town, big, empty }) {
    for (const edition of ['resident', 'professional'])
        test(`${edition}: without JavaScript`, async (visit) => {
            const n = JSON.parse(readFileSync(
                `${town}/${edition}/25299/map.geojson`, 'utf8'))
                .features.length;
            const page = await visit.open(
                `${town}/${edition}/25299/index.html`,
                { javaScriptEnabled: false });
            const all = page.locator('li.facility:visible');
            same(await all.count(), n, 'facilities');
            for (const part of ['.name', '.address'])
                same(await page.locator(`li.facility ${part}:visible`).count(),
                    n, part);
            const phones = page.locator('li.facility .phone a[href^="tel:"]');
            check(await phones.count() > n * 0.8, 'telephones');
            check(await page.locator('li.facility .hours:visible').count() > 20,
                'hours');
            check(await page.locator('#outline:visible').count() === 1,
                'no outline');
            check(await page.locator('#outline .pin').count() > n * 0.8,
                'pins of the outline');
            check(await page.locator('#outline title').count() > 5,
                'pins without a name');
            check((await page.locator('#legend').innerText()).length > 50 &&
                await page.locator('#legend svg').count() > 5, 'no legend');
            check(await page.locator('#no-script').count() === 0 ||
                await page.locator('#no-script').isVisible(), 'no note');
            for (const id of ['filters', 'near', 'map', 'tiles', 'switches',
                'print-button', 'csv-button', 'copy-list', 'near-clear'])
                same(await page.locator(`#${id}:visible`).count(), 0,
                    `${id} is shown but does nothing`);
            same(await page.locator('button:visible, input:visible, ' +
                'select:visible').count(), 0, 'controls without effect');
            for (const link of await page.locator('a[href]').all()) {
                const href = await link.getAttribute('href');
                if (!href.startsWith('#')) continue;
                same(await page.locator(`[id="${href.slice(1)}"]`).count(), 1,
                    href);
            }
            await page.locator('a[href="accessibility.html"]').click();
            check(/アクセシビリティ/.test(await page.locator('h1').innerText()),
                'no accessibility statement');
            await page.goBack();
            await visit.shot(page, `${edition}-no-script`);
        });

    for (const [what, lack] of [
        ['that cannot inflate', () => { delete window.DecompressionStream; }],
        ['of 2021', () => {
            delete Object.hasOwn;
            delete Array.prototype.at;
            delete String.prototype.at;
            delete Array.prototype.findLast;
            delete Array.prototype.toSorted;
            delete window.structuredClone;
            delete Element.prototype.checkVisibility;
        }]])
        test(`a browser ${what}: all works, or it is said`, async (visit) => {
            const page = await visit.open(
                `${big}/resident/25299/index.html`, { before: lack });
            await page.waitForFunction(() =>
                !document.getElementById('filters').hidden ||
                !(document.getElementById('data-error')?.hidden ?? true));
            const works = await page.locator('#filters').isVisible();
            check(await page.locator('li.facility:visible').count() >= 3000,
                'the list is lost');
            if (works) {
                await page.fill('#q', 'くりにっく');
                await page.waitForFunction(() => document.querySelectorAll(
                    'li.facility[hidden]').length > 1000);
                return;
            }
            check((await page.locator('#data-error').innerText()).length > 20,
                'not a word');
            for (const id of ['near', 'tiles', 'print-button'])
                same(await page.locator(`#${id}:visible`).count(), 0,
                    `${id} does nothing`);
            check(await page.locator('#outline').isVisible(), 'no outline');
        });

    test('start pages lead to every municipality', async (visit) => {
        for (const [edition, other] of [['resident', /professional\//],
            ['professional', /resident\//]]) {
            // One prefecture: its municipalities at once. Two: by prefecture.
            for (const [name, out, prefectures] of [['one', town, null],
                ['two', empty, ['滋賀県', '東京都']]]) {
                const page = await visit.open(`${out}/${edition}/index.html`,
                    { javaScriptEnabled: false });
                await visit.shot(page, `${edition}-start-${name}`);
                const links = () => page.locator('main a').evaluateAll((all) =>
                    all.filter((at) => at.href.endsWith('/index.html'))
                        .map((at) => [at.textContent.trim(), at.href]));
                if (prefectures) {
                    const first = await links();
                    for (const wanted of prefectures)
                        check(first.some(([text]) => text.includes(wanted)),
                            `${wanted} is not there: ${first}`);
                    await page.locator('main a[href="25/index.html"]')
                        .click();
                    check(/\/25\/index\.html$/.test(page.url()), page.url());
                    await visit.shot(page, `${edition}-prefecture`);
                }
                const there = await links();
                check(there.length >= 2, `${there.length} municipalities`);
                for (const wanted of ['みなと市', 'みずうみ町'])
                    check(there.some(([text]) => text.includes(wanted)),
                        `${wanted} is not there: ${there}`);
                for (const [text, href] of there) {
                    await page.goto(href);
                    check((await page.locator('h1').innerText())
                        .includes(text), `${href} is not ${text}`);
                }
                check(!other.test(readFileSync(
                    `${out}/${edition}/index.html`, 'utf8')),
                `${edition} names the other edition`);
            }
        }
    });

    test('3,000 facilities without JavaScript', async (visit) => {
        const page = await visit.open(`${big}/resident/25299/index.html`,
            { javaScriptEnabled: false });
        check(await page.locator('li.facility').count() >= 3000, 'rows');
        const bare = page.locator('li.facility:has(.name):has(.address)');
        check(await bare.count() >= 3000, 'names and addresses');
        check(await page.locator('#outline').isVisible(), 'outline');
    });
}
