// What each edition holds, and what professionals take away: CSV and text.
import { check, same, test } from '../harness.mjs';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { column, count, data, names, ready, search, seen, setLayer, settled }
    from '../site.mjs';
import { parse } from '../made/csv.mjs';
import { download, functionBox } from './journeys.mjs';

// Everything that a file of the site says, also inside its packed data.
export function said(path) {
    const html = readFileSync(path, 'utf8');
    const packed = html.match(/id="data-deflated">\s*([\w+/=\s]+)</)?.[1];
    const data = packed
        ? inflateSync(Buffer.from(packed, 'base64')).toString('utf8') : '';
    const plain = `${html}\n${data}`;
    return plain + plain
        .replace(/\\u([0-9a-f]{4})/gi,
            (_, code) => String.fromCharCode(parseInt(code, 16)))
        .replace(/&(lt|gt|amp|quot|#39);/g, (_, name) =>
            ({ lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" })[name]);
}

const files = (folder) => readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(path).isDirectory() ? files(path)
        : path.endsWith('.html') ? [path] : [];
});

const RANKING = /おすすめ|オススメ|お勧め|ランキング|No\.\s?1|ナンバーワン|一番人気|人気|口コミ|クチコミ|最高の|最も優れ|優良|名医|日本一|地域一|★|☆|recommended|best (clinic|doctor|hospital)|top[- ]rated|ranking/i;

export function editions({ town }) {
    const professional = `${town}/professional/25299/index.html`;

    test('no professional value is in a page for residents', async () => {
        const fields = JSON.parse(readFileSync(
            `${town}/professional/25299/map.geojson`, 'utf8')).features;
        const open = JSON.parse(readFileSync(
            `${town}/resident/25299/map.geojson`, 'utf8')).features;
        const publicText = JSON.stringify(open);
        const pages = files(`${town}/resident`).map((path) =>
            [path, said(path)]);
        check(pages.length >= 6, `${pages.length} pages`);
        const seenBefore = new Set();
        let n = 0;
        for (const { properties } of fields)
            for (const [field, value] of Object.entries(properties)) {
                const own = open.find((f) => f.id === properties.id);
                if (own && field in own.properties) continue;
                for (const one of [value].flat()) {
                    const text = `${one}`;
                    // Words of the program (levels, states) are no secrets;
                    // ids of functions are, and are looked for below.
                    if (text.length < 6 || /^[a-z_]+$/.test(text) ||
                        seenBefore.has(text) || publicText.includes(text))
                        continue;
                    seenBefore.add(text);
                    n++;
                    for (const [path, all] of pages)
                        check(!all.includes(text),
                            `${path}: ${field} ${text}`);
                }
            }
        check(n > 100, `only ${n} values to look for`);
        const ids = [...new Set(fields.flatMap(({ properties }) =>
            ['functions', 'functions_not_filed', 'functions_unknown']
                .flatMap((field) => properties[field] ?? [])))]
            .filter((id) => id.includes('-') && !publicText.includes(id));
        check(ids.length > 20, `only ${ids.length} functions`);
        for (const [path, all] of pages) {
            for (const word of ['仮野', '架空　花子', '見本　次郎', ...ids])
                check(!all.includes(word), `${path}: ${word}`);
            check(!/professional\//.test(all),
                `${path} leads to the other edition`);
        }
    });

    test('nothing is ranked or recommended', async () => {
        for (const path of files(`${town}/resident`).concat(
            files(`${town}/professional`))) {
            const found = said(path).replace(
                /<script>[^]*?<\/script>|<style>[^]*?<\/style>/g, '')
                .match(RANKING);
            check(!found, `${path}: ${found?.[0]}`);
        }
    });

    test('residents see where to ask first, then kinds, then kana',
        async (visit) => {
            const page = await visit.open(
                `${town}/resident/25299/index.html`);
            await ready(page);
            const rows = await seen(page);
            const given = await data(page);
            const consult = given.layers.findIndex(({ id }) => id === 'consult');
            rows.forEach(({ row, consult: desk, name }, i) => {
                same(given.layer[row] === consult, desk, name);
                if (i) check(given.layer[rows[i - 1].row] <= given.layer[row],
                    `${name} stands before its kind`);
            });
            check(rows[0].consult, 'first comes another');
            // By the reading without the legal form; who has none comes last.
            const kana = column(given, 'name_kana').map((reading) =>
                (reading ?? '').replace(/^イリョウホウジン(シャダン)?[\s　]*/, ''));
            const order = new Intl.Collator('ja', { ignorePunctuation: true });
            let compared = 0;
            for (let i = 1; i < rows.length; i++) {
                const [a, b] = [rows[i - 1].row, rows[i].row];
                if (given.layer[a] !== given.layer[b]) continue;
                check(kana[a] || !kana[b], `${rows[i - 1].name} has no kana`);
                // A legal form in the middle of a reading is not told here.
                if (!kana[a] || !kana[b] || /法人/.test(
                    rows[i - 1].name + rows[i].name)) continue;
                compared++;
                check(order.compare(kana[a], kana[b]) <= 0,
                    `${kana[a]} stands before ${kana[b]}`);
            }
            check(compared > 20, `only ${compared} names compared`);
            const text = await page.evaluate(() => document.body.innerText);
            for (const wanted of ['行く前に電話', '119', '作成日', '時点不明',
                '厚生労働省', '加工', '保証するもの'])
                check(text.includes(wanted), `${wanted} is not told`);
            check(!await page.locator('#functions, #csv-button, #copy-list')
                .count(), 'tools of professionals');
        });

    test('the CSV holds the filtered rows, and no formula', async (visit) => {
        for (const [out, filter] of [[town, 'みなと'], [town, ''],
            [this_hostile(town), '']]) {
            const page = await visit.open(
                `${out}/professional/25299/index.html`);
            await ready(page);
            await search(page, filter);
            const rows = await seen(page);
            const { name, text } = await download(page, '#csv-button');
            check(/\.csv$/.test(name), name);
            check(text.startsWith('\ufeff'), 'no BOM');
            const table = parse(text);
            const at = table.findIndex((cells) =>
                cells.some((cell) => cell.includes('施設ID')));
            check(at >= 0, text.slice(0, 200));
            const id = table[at].findIndex((cell) => cell.includes('施設ID'));
            const body = table.slice(at + 1).filter(
                (cells) => cells.length === table[at].length);
            same(body.map((cells) => cells[id].replace(/^'/, '')),
                rows.map(({ id: one }) => one), 'rows of the CSV');
            for (const cells of table)
                for (const cell of cells)
                    check(!/^[=@\t\r]/.test(cell) && !/^[+-](?![\d.]+$)/
                        .test(cell), `a formula: ${JSON.stringify(cell)}`);
            const heads = table[at].join();
            for (const wanted of ['名称', '住所', '電話', '在宅医療の届出', 'FAX'])
                check(heads.includes(wanted), `no column ${wanted}`);
            const given = await data(page);
            if (out !== town) continue;
            const kana = column(given, 'name_kana');
            const at2 = table[at].findIndex((cell) => /カナ/.test(cell));
            body.forEach((cells, i) => same(cells[at2],
                kana[rows[i].row] ?? '', 'kana in the CSV'));
        }
    });

    test('the CSV says what the map\'s data says, cell by cell',
        async (visit) => {
            const page = await visit.open(professional);
            await ready(page);
            const [head, ...rows] = parse(
                (await download(page, '#csv-button')).text);
            const { fields } = await data(page);
            const facts = new Map(JSON.parse(readFileSync(
                `${town}/professional/25299/map.geojson`, 'utf8')).features
                .map(({ properties }) => [properties.id, properties]));
            const id = fields.findIndex(({ name }) => name === 'id');
            same(head.slice(0, fields.length).map((cell) => cell.trim()),
                fields.map(({ heading }) => heading), 'headings');
            same(rows.length, facts.size, 'rows');
            for (const cells of rows)
                fields.forEach(({ name, heading }, i) => {
                    const value = facts.get(cells[id])[name];
                    same(cells[i].replace(/^'(?=[=+\-@])/, ''),
                        [value ?? ''].flat().map(String).join('\n'),
                        `${cells[id]}, ${heading}`);
                });
        });

    test('what is taken away tells what is not known', async (visit) => {
        const page = await visit.open(professional,
            { permissions: ['clipboard-read', 'clipboard-write'] });
        await ready(page);
        await page.selectOption('#day', 'Su');
        await settled(page);
        const told = (await count(page)).match(/このうち([\d,]+)件は時間が不明/);
        check(told, 'nothing is unknown on Sundays');
        await page.click('#copy-list');
        await settled(page);
        const text = await page.evaluate(async () => {
            const box = document.querySelector('textarea.fallback');
            return box ? box.value : navigator.clipboard.readText();
        });
        check(/日曜日/.test(text), 'the condition');
        check(text.includes(`${told[1]}件は時間が不明`), 'how many');
        check(text.split('不明').length - 1 >= Number(told[1]),
            'which ones');
        const { text: table } = await download(page, '#csv-button');
        const [head, ...rows] = parse(table);
        for (const cells of rows)
            same(cells.length, head.length, 'cells, as headings');
        check(/不明/.test(head.at(-1)), `the last heading: ${head.at(-1)}`);
        const doubtful = rows.filter((cells) => cells.some((cell) =>
            /日.*不明|時間.*不明|不明.*(時間|日)/.test(cell)));
        check(doubtful.length >= Number(told[1]),
            `${doubtful.length} rows of the CSV tell it, not ${told[1]}`);
    });

    test('a filtered list on paper tells its conditions', async (visit) => {
        const page = await visit.open(`${town}/resident/25299/index.html`);
        await ready(page);
        await search(page, '薬局');
        const wanted = (await seen(page, '#list')).map(({ row }) => row);
        await page.emulateMedia({ media: 'print' });
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        check(/薬局/.test(await page.locator('#conditions:visible')
            .innerText()), 'the conditions');
        same(await page.locator('button:visible').count(), 0, 'buttons');
        const pins = await page.locator('#outline .pin:visible')
            .evaluateAll((all) => all.map((at) => Number(at.dataset.i)));
        same(pins.sort((a, b) => a - b), wanted.sort((a, b) => a - b),
            'pins on paper');
        await visit.shot(page, 'resident-print-filtered');
    });

    test('the list as text is that which is seen', async (visit) => {
        const page = await visit.open(professional,
            { permissions: ['clipboard-read', 'clipboard-write'] });
        await ready(page);
        await setLayer(page, 'nursing-24h');
        const wanted = await names(page);
        await page.click('#copy-list');
        await settled(page);
        const text = await page.evaluate(async () => {
            const box = document.querySelector('textarea.fallback');
            return box ? box.value : navigator.clipboard.readText();
        });
        check(wanted.length === 2, wanted.join());
        let from = 0;
        for (const name of wanted) {
            const at = text.indexOf(name, from);
            check(at >= 0, `${name} is not in the text, in this order`);
            from = at + 1;
        }
        same(text.split('077-000-0161').length, 2, 'telephone, once');
        check(!text.includes('湊町クリニック'), 'others are in it');
        for (const part of ['077-000-0162', '24時間対応体制加算', '条件', '作成日',
            '2025-12-01'])
            check(text.includes(part), `${part} is not in the text`);
        check(!/<[a-z]/i.test(text), 'markup');
        check(/2件/.test(await page.innerText('#tool-result')), 'not told');
    });

    test('filings have three states, and none is hidden in silence',
        async (visit) => {
            const page = await visit.open(professional);
            await ready(page);
            const given = await data(page);
            const sets = ['functions', 'functions_not_filed',
                'functions_unknown'].map((f) => column(given, f));
            const has = (set, i, id) => (set[i] ?? []).includes(id) ||
                (set[i] ?? []).includes('all');
            for (const group of await page.locator('#functions summary').all())
                await group.click();
            let doubtful = 0;
            for (const id of ['nursing-24h', 'home-care-support-clinic-1',
                'sterile', 'visiting-dental']) {
                const box = page.locator(functionBox(id));
                const filed = given.lon.flatMap((_, i) =>
                    (sets[0][i] ?? []).includes(id) ? [i] : []);
                const pick = async (label) => {
                    await box.selectOption({ label });
                    await settled(page);
                    return (await seen(page)).map(({ row }) => row)
                        .sort((a, b) => a - b);
                };
                const told = async (pattern) => Number((await count(page))
                    .match(pattern)?.[1] ?? 0);
                same(await pick('届出あり'), filed, `${id} filed`);
                const hidden = await told(/ほかに([\d,]+)件は、届出の有無が不明/);
                const either = await pick('届出あり、または不明');
                check(filed.every((i) => either.includes(i)), `${id} either`);
                const extra = either.filter((i) => !filed.includes(i));
                for (const i of extra)
                    check(has(sets[2], i, id), `${id}: ${i} is not unknown`);
                // Unknown by name: never left out, whatever its kind.
                for (const i of given.lon.keys())
                    check(!(sets[2][i] ?? []).includes(id) ||
                        extra.includes(i), `${id}: ${i} is hidden`);
                same([await told(/このうち([\d,]+)件は届出の有無が不明/), hidden],
                    [extra.length, extra.length], `${id}: unknown ones told`);
                doubtful += extra.length;
                await pick('指定しない');
            }
            check(doubtful > 0, 'nothing is unknown in the samples');
            same((await seen(page)).length, given.lon.length, 'no filter');
        });
}

const this_hostile = (town) => town.replace(/town\/out$/, 'hostile/out');
