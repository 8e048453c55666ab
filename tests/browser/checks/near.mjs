// Near a place: what is typed and where the device is stay in the page.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, normalize } from 'node:path';
import { check, same, test } from '../harness.mjs';
import { geodesicM } from '../geodesic.mjs';
import { column, data, ready, seen, settled } from '../site.mjs';

// The site as a web server gives it; a device tells its position only there.
export async function serve(folder) {
    const types = { '.html': 'text/html; charset=utf-8' };
    const asked = [];
    const server = createServer(async (request, response) => {
        const { pathname } = new URL(request.url, 'http://x');
        asked.push(request.url);
        try {
            const body = await readFile(folder + normalize(pathname));
            response.writeHead(200, { 'content-type':
                types[extname(pathname)] ?? 'application/octet-stream' });
            response.end(body);
        } catch {
            response.writeHead(404);
            response.end();
        }
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address();
    return { base: `http://127.0.0.1:${port}`, asked,
        stop: () => new Promise((done) => {
            server.closeAllConnections();
            server.close(done);
        }) };
}

const stored = (page) => page.evaluate(async () => [
    localStorage.length, sessionStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    history.state && JSON.stringify(history.state)]);
const NOTHING = [0, 0, '', 0, 0, null];

export function nearness({ town }) {
    const resident = `${town}/resident/25299/index.html`;

    test('an address is found however it is written', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        const { towns } = await data(page);
        const nearest = async (typed) => {
            await page.fill('#near-address', typed);
            await page.press('#near-address', 'Enter');
            await settled(page);
            return page.innerText('#near-result');
        };
        for (const [typed, town_] of [
            ['湊町1-2-3', /湊町(一|１|1)丁目/], ['湊町一丁目', /湊町(一|１|1)丁目/],
            ['みなと市湊町１丁目２番３号', /湊町(一|１|1)丁目/],
            ['滋賀県みなと市湊町２－４－１', /湊町(二|２|2)丁目/],
            ['　滋賀県　みなと市　桟橋通　６ー７', /桟橋通/],
            ['桟橋通', /桟橋通/], ['潮見ヶ丘三丁目', /潮見[ヶケ]丘/],
            ['大字松ケ崎', /松[ヶケ]崎/], ['みずうみ町水辺', /水辺/],
        ]) {
            const said = await nearest(typed);
            check(town_.test(said) && /直線距離/.test(said),
                `${typed}: ${said}`);
        }
        // Several fit: they are offered, none is guessed.
        const said = await nearest('新田町');
        const offered = page.locator('#near-candidates button, ' +
            '#near-candidates a').locator('visible=true');
        check(await offered.count() === 2, `新田町: ${said}`);
        await offered.nth(1).focus();
        await page.keyboard.press('Enter');
        await settled(page);
        check(await page.locator('.distance:visible').count() > 10,
            'the candidate chosen');
        for (const [typed, answer] of [['ないまち', /ありません/],
            ['東京都千代田区霞が関1-2-2', /ありません/], ['', /入れてください/]]) {
            const told = await nearest(typed);
            check(answer.test(told), `'${typed}': ${told}`);
        }
        // Elsewhere, or a longer name: no town of this map is answered.
        for (const typed of ['東京都港区湊町1-2-3', '大阪市浪速区湊町1丁目',
            '神戸市中央区古浜12', '京都府久世郡久御山町桟橋通6', '甲賀市入江2-2',
            '桟橋通町5-1', '古浜田1-2', '北湊町一丁目']) {
            const told = await nearest(typed);
            check(/ありません|範囲/.test(told) && await page.locator(
                '#near-candidates:visible').count() === 0,
            `${typed}: ${told}`);
        }
        same(towns.places.length >= 2, true, 'the neighbour is there');
        same(await stored(page), NOTHING, 'stored');
        check(!/near|%E6%B9%8A/.test(page.url()), page.url());
    });

    test('a radius without a place says what is lacking', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        await page.selectOption('#near-radius', '1');
        await settled(page);
        check(/住所|場所/.test(await page.innerText('#near-result')),
            'a choice without an effect, and not a word');
    });

    test('the device\'s position is used, not kept, not sent',
        async (visit) => {
            const site = await serve(`${town}/resident`);
            try {
                const at = { longitude: 136.0218, latitude: 35.0681,
                    accuracy: 30 };
                const page = await visit.open(`${site.base}/25299/index.html`,
                    { allow: [site.base], geolocation: at,
                        permissions: ['geolocation'] });
                await ready(page);
                await page.click('#near-here');
                await page.locator('.distance:visible').first().waitFor();
                await settled(page);
                const given = await data(page);
                const rows = (await seen(page, '#list')).filter(({ row }) =>
                    given.lon[row] !== null);
                // In each kind; rough places behind those known exactly.
                const notes = column(given, 'position_note') ?? [];
                const isRough = (row) => /以内/.test(notes[row] ?? '');
                check(rows.some(({ row }) => isRough(row)), 'no rough place');
                const first = new Map();
                for (const { row } of rows) {
                    const m = geodesicM(at.longitude, at.latitude,
                        given.lon[row], given.lat[row]);
                    const kind = given.layer[row];
                    const before = first.get(kind) ?? { m: 0, rough: false };
                    check(before.rough !== isRough(row) ? isRough(row)
                        : m >= before.m - 0.5, 'not in the order of distance');
                    first.set(kind, { m, rough: isRough(row) });
                    const told = await page.locator(`li.facility[data-i="${
                        row}"] .distance`).textContent();
                    same(/目安/.test(told), isRough(row), told);
                    check(!isRough(row) || m >= 2000 || !/\d/.test(told),
                        `a distance below the error: ${told}`);
                }
                check(/誤差/.test(await page.innerText('#near-result')),
                    'its error is not told');
                same(await stored(page), NOTHING, 'stored');
                check(!/near=|136\.0|35\.0/.test(page.url()), page.url());
                same(site.asked.filter((url) => !/favicon/.test(url)),
                    ['/25299/index.html'], 'asked of the server');
                await page.click('#near-clear');
                await settled(page);
                same(await page.locator('.distance:visible').count(), 0,
                    'cleared');
            } finally {
                await site.stop();
            }
        });

    test('a device that tells no position is answered in words',
        async (visit) => {
            const site = await serve(`${town}/resident`);
            try {
                const page = await visit.open(`${site.base}/25299/index.html`,
                    { allow: [site.base] });
                await ready(page);
                const browser = await page.context().newCDPSession(page);
                const { targetInfo } = await browser.send(
                    'Target.getTargetInfo');
                await browser.send('Browser.setPermission', {
                    permission: { name: 'geolocation' }, setting: 'denied',
                    origin: site.base,
                    browserContextId: targetInfo.browserContextId });
                await page.click('#near-here');
                await page.waitForFunction(() => /許可がありません|分かりません/
                    .test(document.getElementById('near-result').textContent));
                const far = await visit.open(`${site.base}/25299/index.html`,
                    { allow: [site.base], permissions: ['geolocation'],
                        geolocation: { longitude: 2.35, latitude: 48.85 } });
                await ready(far);
                await far.click('#near-here');
                await far.waitForFunction(() => /地図の範囲/
                    .test(document.getElementById('near-result').textContent));
            } finally {
                await site.stop();
            }
        });

    test('a link holds a place only when a person asks for it',
        async (visit) => {
            const site = await serve(`${town}/resident`);
            try {
                const page = await visit.open(`${site.base}/25299/index.html`,
                    { allow: [site.base], permissions: ['clipboard-read',
                        'clipboard-write'] });
                await ready(page);
                await page.fill('#near-address', '湊町一丁目');
                await page.press('#near-address', 'Enter');
                await page.selectOption('#near-radius', '2');
                await settled(page);
                const wanted = (await seen(page)).map(({ id }) => id);
                const link = async () => {
                    await page.click('#link-button');
                    await settled(page);
                    return page.evaluate(() => navigator.clipboard.readText());
                };
                check(!/near=/.test(await link()), 'a place without asking');
                await page.check('#tools input[type=checkbox], ' +
                    '#result-bar input[type=checkbox]');
                const full = await link();
                check(/near=136\.0\d+,35\.0\d+/.test(full), full);
                check(!/%E6|湊/.test(full), `the address typed: ${full}`);
                const again = await visit.open(full, { allow: [site.base] });
                await ready(again);
                same((await seen(again)).map(({ id }) => id), wanted,
                    'the link opened');
            } finally {
                await site.stop();
            }
        });
}
