// Text search, count, map and address: all in step.
import { check, same, test } from '../harness.mjs';
import { column, count, counted, data, inAddress, names, onMap, ready, search,
    seen, setLanguage, setLayer, settled } from '../site.mjs';

export function searching({ town }) {
    const resident = `${town}/resident/25299/index.html`;
    const professional = `${town}/professional/25299/index.html`;

    test('a name is found however it is typed', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        const table = [
            ['みなとまちくりにっく', '湊町クリニック'],
            ['湊町クリニック', '湊町クリニック'],
            ['ミナトマチクリニック', '湊町クリニック'],
            ['ﾐﾅﾄﾏﾁｸﾘﾆｯｸ', '湊町クリニック'],
            ['みなとまち　くりにっく', '湊町クリニック'],
            ['minatomachi', '湊町クリニック'], ['MINATOMACHI CLINIC',
                '湊町クリニック'], ['ＭｉｎａｔｏＭａｃｈｉ', '湊町クリニック'],
            ['０７７－０００－０５１１', '湊町クリニック'],
            ['077-000-0511', '湊町クリニック'], ['0770000511',
                '湊町クリニック'], ['湊町２丁目４番１号', '湊町クリニック'],
            ['湊町2丁目4番1号', '湊町クリニック'],
            ['よりそい在宅', 'よりそい在宅クリニック'],
            ['高浜', 'みなと市南部地域包括支援センター'],
            ['髙浜', 'みなと市南部地域包括支援センター'],
            ['さんばしデンタル', '桟橋デンタルクリニック'],
            ['訪問看護 おうしん', '訪問看護ステーションおうしん'],
        ];
        for (const [typed, wanted] of table) {
            await search(page, typed);
            const found = await names(page);
            check(found.some((name) => name.includes(wanted)),
                () => `${typed} finds ${found.join()}, not ${wanted}`);
            check(found.length < 20, `${typed} finds ${found.length}`);
        }
        await search(page, 'みなと');
        const minato = await names(page);
        for (const typed of ['ミナト', 'ﾐﾅﾄ', '  みなと  ']) {
            await search(page, typed);
            same(await names(page), minato, typed);
        }
    });

    test('the count is announced, and tells what is seen', async (visit) => {
        for (const file of [resident, professional]) {
            const page = await visit.open(file);
            await ready(page);
            const all = await seen(page);
            const given = await data(page);
            same(all.length, given.layer.length, 'rows seen at first');
            same(new Set(all.map(({ id }) => id)).size, all.length,
                'a facility stands twice');
            same(await page.getAttribute('#count', 'role'), 'status', 'role');
            for (const typed of ['', 'クリニック', 'みなと', '077', 'zzzz']) {
                await search(page, typed);
                const now = await seen(page);
                const listed = now.filter(({ consult }) => !consult ||
                    typed !== '').length;
                const told = await counted(page);
                check(told === now.length || told === listed, () =>
                    `'${typed}': ${told} told, ${now.length} seen`);
                check(typed !== 'zzzz' || told === 0, 'zzzz finds something');
                check(typed !== 'クリニック' || told > 5, 'clinics are lost');
            }
            check(/\S/.test(await count(page)), 'no result is not told');
        }
    });

    test('map and list are in step', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        const given = await data(page);
        const pinned = (rows) => rows.filter(
            ({ row }) => given.lon[row] !== null).length;
        const steps = [
            ['at first', async () => {}],
            ['text', () => search(page, 'クリニック')],
            ['a kind too', () => setLayer(page, 'home-visit')],
            ['two kinds', () => setLayer(page, 'medical')],
            ['a day', async () => {
                await page.selectOption('#day', 'Sa');
                await settled(page);
            }],
            ['nothing', () => search(page, 'zzzz')],
            ['reset', async () => {
                await page.click('#reset');
                await settled(page);
            }],
        ];
        const numbers = [];
        for (const [what, go] of steps) {
            await go();
            // Consultation desks stay in sight whatever is searched.
            const rows = await seen(page);
            const map = await onMap(page);
            same(map.odd, [], `${what}: markers of no kind`);
            const list = rows.filter(({ consult }) => !consult);
            check(map.n === pinned(rows) || map.n === pinned(list), () =>
                `${what}: ${map.n} on the map, ${pinned(rows)} in the list`);
            numbers.push(list.length);
        }
        check(numbers[0] === numbers[6] && numbers[5] === 0 &&
            numbers[1] < numbers[0] && numbers[2] < numbers[1] &&
            numbers[3] > numbers[2], `filters do nothing: ${numbers}`);
    });

    test('filters stand in the address, and come back', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        await search(page, 'みなと');
        await setLayer(page, 'home-visit-pharmacy');
        await page.selectOption('#day', 'Sa');
        await settled(page);
        const wanted = await names(page);
        check(wanted.length > 0 && wanted.length < 10, `${wanted.length} rows`);
        const kept = inAddress(page.url());
        same([kept.q, kept.layer, kept.day],
            ['みなと', 'home-visit-pharmacy', 'Sa'], 'address');

        const again = await visit.open(page.url());
        await ready(again);
        same(await names(again), wanted, 'a link opened');
        same([await again.inputValue('#q'), await again.inputValue('#day'),
            await again.isChecked(
                '#layer-choice input[value="home-visit-pharmacy"]')],
        ['みなと', 'Sa', true], 'the form');

        await setLanguage(page, 'en');
        same(await names(page), wanted, 'another language');
        same([await page.inputValue('#q'), await page.inputValue('#day'),
            inAddress(page.url()).q, inAddress(page.url()).lang],
        ['みなと', 'Sa', 'みなと', 'en'], 'another language');
        await page.reload();
        await ready(page);
        same(await names(page), wanted, 'reloaded');
        same(await page.evaluate(() => document.documentElement.lang), 'en',
            'reloaded');
    });

    test('where to ask stays, whatever is chosen', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        const desks = await names(page, '#consult');
        check(desks.length > 2, desks.join());
        check(await page.locator('#consult-all').isHidden(), 'said too early');
        await setLayer(page, 'nursing');
        same(await names(page, '#consult'), desks, 'desks beside a filter');
        check(await page.locator('#consult-all').isVisible(), 'not a word');
        same((await names(page, '#list')).length, await counted(page),
            'desks are not counted as results');
        await search(page, 'zzzz');
        same(await names(page, '#consult'), [], 'desks and a search');
        await page.click('#consult-filtered button');
        await settled(page);
        same(await names(page, '#consult'), desks, 'brought back');
    });

    test('the number of the printed map finds its row', async (visit) => {
        const page = await visit.open(professional);
        await ready(page);
        const all = await seen(page);
        const wanted = all.find(({ row }) => row === 28);
        same(await page.locator(`li.facility[data-i="28"] .no`).textContent(),
            '29', 'its number');
        await search(page, 'No. 29');
        same(await names(page), [wanted.name], 'No. 29');
        await search(page, '29');
        check((await names(page)).includes(wanted.name), '29');
    });

    test('a link to a facility shows it; back and forward', async (visit) => {
        const first = await visit.open(resident);
        await ready(first);
        const rows = await seen(first, '#list');
        const { id, name } = rows.find((row) => row.name === '帆柱調剤薬局');
        const page = await visit.open(resident, { hash: `#facility-${id}` });
        await ready(page);
        const at = page.locator(`[id="facility-${id}"]`);
        const box = await at.boundingBox();
        check(box && box.y > -box.height && box.y < 900,
            `${name} is not on the screen: ${JSON.stringify(box)}`);
        check(await page.evaluate(() => document.activeElement
            ?.closest('li.facility')?.id ?? '') === `facility-${id}`,
        'the focus is not in the facility');
        const other = rows.find((row) => row.name === '入江薬局').id;
        await page.evaluate((hash) => { location.hash = hash; },
            `facility-${other}`);
        await settled(page);
        await page.goBack();
        await settled(page);
        check(page.url().endsWith(`#facility-${id}`), page.url());
        const back = await at.boundingBox();
        check(back && back.y > -back.height && back.y < 900, 'back: not there');
        await page.goForward();
        await settled(page);
        check(page.url().includes(other), 'forward');
        // A facility that the filters hide is shown all the same.
        const hidden = await visit.open(
            `file://${resident}?q=zzzz#facility-${id}`);
        await ready(hidden);
        check(await hidden.locator(`[id="facility-${id}"]`).isVisible(),
            'a filter hides the facility of a link');
        // A link with filters that is opened in a page that is open.
        await first.evaluate(() => { location.hash = '#?q=薬局'; });
        await settled(first);
        same(await first.inputValue('#q'), '薬局', 'a link in an open page');
        check((await names(first)).every((one) => /薬局|薬/.test(one)) ||
            (await names(first, '#list')).length < 15, 'filters of a link');
        await first.evaluate(() => { location.hash = '#'; });
        await first.click('#reset');
        await settled(first);
        // And a link that leads nowhere is no fault.
        const lost = await visit.open(resident,
            { hash: '#facility-"]<b>{}|*' });
        await ready(lost);
        same((await seen(lost)).length, (await seen(first)).length,
            'a link to nothing');
    });

    test('odd addresses are no fault', async (visit) => {
        const first = await visit.open(resident);
        await ready(first);
        const all = (await seen(first)).length;
        for (const odd of ['?layer=__proto__,constructor,zz', '?day=Xx',
            '?lang=__proto__', '?lang=xx&big=7&ruby=%00', '?near=1,2,3',
            '?near=NaN,Infinity&radius=-5', '?near=999,999&radius=5',
            '?=&&&==', '#?q', '#%E3%81', '?radius=5']) {
            const page = await visit.open(`file://${resident}${odd}`);
            await ready(page);
            const rows = (await seen(page)).length;
            check(rows === all, `${odd}: ${rows} rows, not ${all}`);
        }
        for (const form of ['?q=', '#?q=']) {
            const page = await visit.open(`file://${resident}${form}` +
                encodeURIComponent('<img src=x onerror=alert(1)>'));
            await ready(page);
            same(await page.inputValue('#q'), '<img src=x onerror=alert(1)>',
                form);
            same(await page.locator('img[src="x"]').count(), 0, form);
        }
    });

    test('every kind is offered with its number', async (visit) => {
        const page = await visit.open(professional);
        await ready(page);
        const given = await data(page);
        const fits = given.fits ?? given.layer.map((n) => [n]);
        const boxes = await page.locator('#layer-choice input').evaluateAll(
            (all) => all.map((box) => [box.value, box.closest('label, p, li')
                .textContent]));
        check(boxes.length > 8, `${boxes.length} kinds`);
        for (const [id, text] of boxes) {
            const at = given.layers.findIndex((layer) => layer.id === id);
            const n = fits.filter((set) => set.includes(at)).length;
            await setLayer(page, id);
            const now = await seen(page);
            same(now.length, n, `${id} alone`);
            check(new RegExp(`(^|\\D)${n}(\\D|$)`).test(text),
                `${id}: the label says ${text}, there are ${n}`);
            await setLayer(page, id, false);
        }
        check(column(given, 'kind').every((kind) => kind), 'kinds');
    });
}
