// Days and hours: what is open is judged by Japan's time and holidays, and
// what is not known is neither hidden in silence nor called closed.
import { check, same, test } from '../harness.mjs';
import { column, count, data, names, ready, settled } from '../site.mjs';

// Of samples/: [when in Japan, open, closed, unknown].
const TABLE = [
    ['2025-12-03T10:00', '湊町クリニック 桟橋通内科医院 二十四時間ともしび薬局 帆柱クリニック',
        '古浜の薬局', 'さざなみクリニック よりそい薬局 灯台前歯科'],
    ['2025-12-03T11:59', '湊町クリニック', '古浜の薬局', ''],
    ['2025-12-03T12:00', '入江薬局', '湊町クリニック 桟橋通内科医院', ''],
    ['2025-12-03T14:00', '湊町クリニック', '桟橋通内科医院', ''],
    ['2025-12-04T10:00', '湊町クリニック', '湊町歯科医院', '帆柱クリニック'],
    // Over midnight.
    ['2025-12-04T03:00', '古浜の薬局 灯台前リハビリテーション病院 みなと中央病院',
        '湊町クリニック', ''],
    ['2025-12-04T08:30', '二十四時間ともしび薬局', '古浜の薬局', ''],
    ['2025-12-13T03:00', '古浜の薬局', 'みなと中央病院', ''],
    // Saturdays: the second and fourth are off.
    ['2025-12-06T10:00', '桟橋通内科医院 湊町クリニック', '灯台前クリニック',
        '古浜の薬局 古浜診療所'],
    ['2025-12-13T10:00', '湊町クリニック', '桟橋通内科医院 みなと薬局桟橋店',
        '古浜の薬局'],
    ['2025-12-07T10:00', '二十四時間ともしび薬局', '湊町クリニック 入江薬局',
        '古浜診療所'],
    // Holidays: New Year, one moved to a Wednesday, one between two others.
    ['2026-01-01T10:00', '二十四時間ともしび薬局 灯台前リハビリテーション病院',
        '湊町クリニック みなと中央病院', '入江薬局 古浜診療所'],
    ['2026-01-01T03:00', '古浜の薬局', '湊町クリニック', ''],
    ['2026-05-06T10:00', '二十四時間ともしび薬局', '湊町クリニック 桟橋通内科医院',
        '入江薬局'],
    ['2026-05-07T10:00', '湊町クリニック 入江薬局', '', ''],
    ['2026-09-22T10:00', '二十四時間ともしび薬局', '湊町クリニック', '入江薬局'],
    ['2026-09-24T10:00', '湊町クリニック', '', ''],
];
const HOLIDAYS = {
    2024: '1-1 1-8 2-11 2-12 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-15 8-11 8-12 ' +
        '9-16 9-22 9-23 10-14 11-3 11-4 11-23',
    2025: '1-1 1-13 2-11 2-23 2-24 3-20 4-29 5-3 5-4 5-5 5-6 7-21 8-11 9-15 ' +
        '9-23 10-13 11-3 11-23 11-24',
    2026: '1-1 1-12 2-11 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-20 8-11 9-21 9-22 ' +
        '9-23 10-12 11-3 11-23',
    2027: '1-1 1-11 2-11 2-23 3-21 3-22 4-29 5-3 5-4 5-5 7-19 8-11 9-20 ' +
        '9-23 10-11 11-3 11-23',
};
const words = (text) => text.split(' ').filter((word) => word);

async function openAt(page, when) {
    if (await page.isChecked('#open-now')) await page.uncheck('#open-now');
    await page.clock.setFixedTime(new Date(`${when}:00+09:00`));
    await page.check('#open-now');
    await settled(page);
    return names(page);
}

// Of what is published, as this test reads it: an evaluator of its own.
const DAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];
function rulesOf(text) {
    const week = {}, off = {};
    for (const rule of text.split('; ')) {
        const [days, times] = rule.split(/ (?=\S+$)/);
        for (const part of days.match(/[A-Z][A-Za-z]\[[\d,]+\]|[^,]+/g)) {
            const nth = part.match(/^(..)\[(.*)\]$/);
            if (nth) {
                off[nth[1]] = nth[2].split(',').map(Number);
                continue;
            }
            const order = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su', 'PH'];
            const [a, b = a] = part.split('-');
            for (let i = order.indexOf(a); i <= order.indexOf(b); i++)
                week[order[i]] = times;
        }
    }
    return { week, off };
}

function timesOn(rules, date) {
    const day = DAYS[date.getUTCDay()];
    const nth = Math.ceil(date.getUTCDate() / 7);
    const key = `${date.getUTCMonth() + 1}-${date.getUTCDate()}`;
    if (rules.off[day]?.includes(nth)) return 'off';
    const holiday = HOLIDAYS[date.getUTCFullYear()].split(' ').includes(key);
    return rules.week[holiday ? 'PH' : day] ?? 'unknown';
}

export function stateAt(text, when) {
    const rules = rulesOf(text);
    const date = new Date(`${when}:00Z`); // Japan's clock read as UTC
    const minute = date.getUTCHours() * 60 + date.getUTCMinutes();
    const spans = (times) => /^\d/.test(times) ? times.split(',').map(
        (span) => span.split('-').map((at) => {
            const [h, m] = at.split(':').map(Number);
            return h * 60 + m;
        })).map(([a, b]) => [a, b > a ? b : b + 1440]) : [];
    const within = (times, at) => spans(times)
        .some(([a, b]) => a <= at && at < b);
    const today = timesOn(rules, date);
    const night = timesOn(rules, new Date(date.getTime() - 86400000));
    if (within(today, minute) || within(night, minute + 1440)) return 'open';
    return today === 'unknown' ? 'unknown' : 'closed';
}

export function hours({ town }) {
    const resident = `${town}/resident/25299/index.html`;
    const start = { clock: '2025-12-03T10:00:00+09:00' };

    test('what is open now, by the hour, the holiday and the night',
        async (visit) => {
            const page = await visit.open(resident, start);
            await ready(page);
            for (const [when, open, closed, unknown] of TABLE) {
                const shown = new Set(await openAt(page, when));
                for (const name of words(open))
                    check(shown.has(name), `${when}: ${name} is open`);
                for (const name of words(closed))
                    check(!shown.has(name), `${when}: ${name} is closed`);
                for (const name of words(unknown))
                    check(shown.has(name), `${when}: ${name} is not known`);
            }
        });

    test('unknown hours are kept and counted, or left out and counted',
        async (visit) => {
            const page = await visit.open(resident, start);
            await ready(page);
            const all = await names(page);
            const shown = await openAt(page, '2025-12-03T10:00');
            const told = Number((await count(page)).match(
                /このうち([\d,]+)件は時間が不明/)?.[1]);
            await page.uncheck('#unknown-hours');
            await settled(page);
            const known = await names(page);
            const out = Number((await count(page)).match(
                /ほかに([\d,]+)件は、時間が不明/)?.[1]);
            same(out, told, 'unknown ones, told when they are hidden');
            check(told > 3 && known.length > 5 && shown.length < all.length,
                `${told} unknown, ${known.length} open, ${all.length} all`);
            check(!known.includes('さざなみクリニック') &&
                known.includes('湊町クリニック'), 'left out are the unknown');
            const apart = shown.length - known.length;
            const desks = (await names(page, '#consult')).length;
            check(apart === told || Math.abs(apart - told) <= desks,
                `${apart} more are seen, ${told} are told`);
        });

    test('who is known to be open stands before who may be',
        async (visit) => {
            const page = await visit.open(resident, start);
            await ready(page);
            await openAt(page, '2025-12-03T10:00');
            const parts = await page.evaluate(() => [...document
                .querySelectorAll('#list > .layer:not([hidden])')]
                .map((section) => [...section.querySelectorAll('li.facility')]
                    .filter((item) => item.checkVisibility())
                    .map((item) => [item.querySelector('.doubt') !== null,
                        item.closest('.in-doubt') !== null])));
            check(parts.some((rows) => new Set(rows.map(String)).size === 2),
                'no kind has both');
            for (const rows of parts) {
                same(rows.map(([doubt]) => doubt),
                    rows.map(([doubt]) => doubt).sort((a, b) => a - b),
                    'the order');
                check(rows.every(([doubt, part]) => doubt === part),
                    'below the heading: those alone');
            }
            await page.uncheck('#open-now');
            await settled(page);
            same(await page.locator('.in-doubt:visible').count(), 0,
                'the heading stays');
            same(await page.locator('.in-doubt li').count(), 0,
                'rows stay below the heading');
        });

    test('open now is Japan\'s now, wherever the reader is', async (visit) => {
        const page = await visit.open(resident, { ...start,
            timezoneId: 'America/Los_Angeles', locale: 'pt-BR' });
        await ready(page);
        const shown = await openAt(page, '2025-12-04T03:00');
        check(shown.includes('古浜の薬局') && !shown.includes('湊町クリニック'),
            shown.join());
    });

    test('open now agrees with the published hours at odd times',
        async (visit) => {
            const page = await visit.open(resident, start);
            await ready(page);
            const given = await data(page);
            const osm = column(given, 'opening_hours');
            const rowOf = await page.evaluate(() => Object.fromEntries(
                [...document.querySelectorAll('li.facility')].map((item) =>
                    [item.dataset.i, item.id])));
            await page.uncheck('#unknown-hours');
            let open = 0, shut = 0;
            for (const when of ['2026-01-12T09:15', '2026-02-14T09:30',
                '2026-02-23T17:00', '2026-03-20T02:00', '2026-03-21T08:29',
                '2026-04-25T10:00', '2026-05-05T23:59', '2026-05-06T00:00',
                '2026-05-07T08:29', '2026-06-30T18:00', '2026-09-23T18:15',
                '2026-10-10T12:30', '2026-11-24T06:00']) {
                await openAt(page, when);
                const shown = new Set(await page.evaluate(() =>
                    [...document.querySelectorAll('#list li.facility')]
                        .filter((item) => item.checkVisibility())
                        .map((item) => item.id)));
                osm.forEach((text, row) => {
                    if (!text) return;
                    const state = stateAt(text, when);
                    if (state === 'open') open++;
                    else shut++;
                    check(shown.has(rowOf[row]) === (state === 'open'), () =>
                        `${when}: ${rowOf[row]} (${text}) is ${state}`);
                });
            }
            check(open > 40 && shut > 40, `${open} open, ${shut} not`);
        });

    test('a day of the week, and holidays', async (visit) => {
        const page = await visit.open(resident, start);
        await ready(page);
        const table = {
            Sa: ['湊町クリニック 桟橋通内科医院 入江整形外科 古浜の薬局 ケアステーション灯台',
                '灯台前クリニック ケアプランかもめ みなと中央病院'],
            PH: ['二十四時間ともしび薬局 入江薬局 みなと訪問看護ステーション ' +
                'よりそい薬局', '湊町クリニック ケアステーション灯台'],
            Th: ['湊町クリニック 帆柱クリニック', '湊町歯科医院 入江こどもクリニック'],
        };
        for (const [day, [there, away]] of Object.entries(table)) {
            await page.selectOption('#day', day);
            await settled(page);
            const shown = await names(page);
            for (const name of words(there))
                check(shown.includes(name), `${day}: ${name} is not shown`);
            for (const name of words(away))
                check(!shown.includes(name), `${day}: ${name} is shown`);
        }
        check(/時間が不明/.test(await count(page)), 'unknown ones are told');
    });

    test('the holidays of four years are those of the law', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        for (const [year, days] of Object.entries(HOLIDAYS)) {
            const found = await page.evaluate((y) => {
                const out = [];
                for (let t = Date.UTC(y, 0, 1); t < Date.UTC(y + 1, 0, 1);
                    t += 86400000) {
                    const date = new Date(t);
                    const at = { year: y, month: date.getUTCMonth() + 1,
                        day: date.getUTCDate() };
                    if (window.Zaitaku.calendar.isHoliday(at))
                        out.push(`${at.month}-${at.day}`);
                }
                return out.join(' ');
            }, Number(year));
            same(found, days, year);
        }
    });
}
