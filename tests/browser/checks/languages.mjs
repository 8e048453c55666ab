// Each edition in each of its languages: complete, and no violation that axe
// knows of, in every state of the page.
import { readdirSync, readFileSync } from 'node:fs';
import { axe, nothingFound } from '../axe.mjs';
import { check, same, test } from '../harness.mjs';
import { messages, ready, search, seen, setLanguage, setLayer, settled,
    spread } from '../site.mjs';

export const LANGUAGES = {
    resident: ['ja', 'ja-easy', 'en', 'zh-Hans', 'ko', 'vi', 'pt'],
    professional: ['ja', 'en'],
};

// Texts that can be read or heard, with where they stand.
const readable = (page) => page.evaluate(() => {
    const out = [];
    const walk = document.createTreeWalker(document.body,
        NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
        const at = node.parentElement;
        const text = node.textContent.trim();
        if (text && !at.closest('script, style, noscript')) out.push(text);
    }
    for (const at of document.querySelectorAll(
        '[aria-label], [placeholder], [title], [alt]'))
        for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
            if (at.getAttribute(name)) out.push(at.getAttribute(name));
    return [...out, document.title];
});

// What a text with placeholders looks like once they are filled.
function shape(text) {
    return new RegExp('^' + text
        .replace(/\{([^{}|]+)\|[^{}|]+\}/g, '$1')
        .replace(/[.*+?^$()[\]\\|]/g, '\\$&')
        .replace(/\{[a-zA-Z]+\}/g, '[^]*') + '$');
}

const PLAIN = (text) => text.replace(/\{([^{}|]+)\|[^{}|]+\}/g, '$1');

// A page carries what it uses; what the program carries is complete.
function catalogues() {
    const folder = 'output/site/messages';
    const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`));
    const ja = Object.keys(read('ja.json'));
    const names = readdirSync(folder).filter((name) => /json$/.test(name));
    // Residents never see these; professionals read Japanese or English.
    const inside = /^(edition\.(professional|note)|near\.ring|near\.ringHint|function|copy|csv|start|points|level|check|filing)\b/;
    const vi = Object.keys(read('vi.json')).sort();
    check(ja.length > 100 && names.length >= 7, `${names} of ${ja.length}`);
    for (const name of names) {
        const mine = read(name);
        same(ja.filter((key) => !(key in mine) &&
            (name === 'en.json' || !inside.test(key))), [], `${name} lacks`);
        if (!/^(ja|en)\.json$/.test(name))
            same(Object.keys(mine).sort(), vi, `${name}: keys, as the others`);
        for (const [key, text] of Object.entries(mine)) {
            if (key === '_') continue;
            const holes = (given) => [...`${given}`.matchAll(
                /\{([a-zA-Z]+)\}/g)].map(([hole]) => hole).sort().join();
            check(text.trim() !== '' || key === 'count.space' ||
                text === read('ja.json')[key], `${name}: ${key} is empty`);
            if (key in read('ja.json'))
                same(holes(text), holes(read('ja.json')[key]),
                    `${name}: placeholders of ${key}`);
        }
    }
}

async function complete(page, language, edition) {
    const all = await messages(page);
    const mine = all[language];
    const keys = new Set(Object.keys(mine));
    const texts = await readable(page);
    check(texts.length > 50, 'hardly any text');
    for (const text of texts) {
        check(!keys.has(text), `a key is shown: ${text}`);
        check(!/\{[a-zA-Z]+\}|\{[^{}|]*\|[^{}|]*\}/.test(text),
            `a placeholder is shown: ${text}`);
        check(!/undefined|\[object|\bNaN\b/.test(text), `shown: ${text}`);
    }
    const wrong = await page.evaluate(() => [...document.querySelectorAll(
        '[data-t], [data-t-label], [data-t-placeholder]')]
        .filter((at) => !at.closest('noscript')).map((at) => {
            const bare = at.cloneNode(true);
            bare.querySelectorAll('rt, rp').forEach((rt) => rt.remove());
            // A choice cannot hold ruby: its readings are in brackets.
            if (at.localName === 'option')
                bare.textContent = bare.textContent
                    .replace(/（[ぁ-ん]+）/g, '');
            return [[at.dataset.t, bare.textContent],
                [at.dataset.tLabel, at.getAttribute('aria-label')],
                [at.dataset.tPlaceholder, at.getAttribute('placeholder')],
            ].filter(([key]) => key).map((pair) =>
                [...pair, at.hasAttribute('data-t-own')]);
        }).flat());
    check(wrong.length > 40, 'hardly any text of a catalogue');
    for (const [key, text, own] of wrong) {
        // Texts of the program's own tables, in Japanese and for
        // professionals.
        if (own && (!(key in mine) || mine._.lang === 'ja' ||
            edition === 'professional')) continue;
        check(key in mine, `${language} has no ${key}`);
        check(shape(mine[key]).test(text.replace(/\s+/g, ' ').trim()) ||
            shape(mine[key]).test(text), () =>
            `${key} is shown as ${text}, not ${PLAIN(mine[key])}`);
    }
    same(await page.evaluate(() => document.documentElement.lang),
        mine._.lang, 'lang');
    const title = await page.title();
    check(title.includes('みなと市') &&
        (mine._.lang === 'ja' || shape(mine.title).test(title) ||
            title.includes(PLAIN(mine.title).replace('{place}', '').trim())),
    () => `the title is ${title}`);
}

// From one state to the next; each begins where the one before ended.
const STATES = {
    initial: async () => {},
    filtered: async (page) => setLayer(page, 'home-visit'),
    'no result': async (page) => search(page, 'zzzz'),
    details: async (page) => {
        await page.click('#reset');
        await settled(page);
        for (const summary of (await page.locator(
            '#list details.more > summary:visible').all()).slice(0, 3))
            await summary.click();
    },
    popup: async (page) => {
        const pin = page.locator('#map .pin').first();
        await pin.focus();
        await page.keyboard.press('Enter');
        await page.locator('.leaflet-popup').waitFor();
        await settled(page);
    },
    spread: async (page) => {
        await page.keyboard.press('Escape');
        await search(page, 'よりそい');
        await spread(page);
        await page.locator('#map path.leg').first().waitFor(
            { state: 'attached' });
    },
    near: async (page) => {
        await page.click('#reset');
        await settled(page);
        await page.fill('#near-address', '湊町一丁目');
        await page.press('#near-address', 'Enter');
        await settled(page);
        check(await page.locator('.distance:visible').count() > 3,
            'no distance is shown');
    },
    'big text': async (page) => page.click('#big-switch'),
    ruby: async (page) => {
        if (await page.locator('#ruby-switch:visible').count())
            await page.click('#ruby-switch');
    },
    dark: async (page) => page.emulateMedia({ colorScheme: 'dark' }),
    'forced colours': async (page) => page.emulateMedia(
        { colorScheme: 'light', forcedColors: 'active' }),
    print: async (page) => page.emulateMedia(
        { forcedColors: 'none', media: 'print' }),
    narrow: async (page) => {
        await page.emulateMedia({ media: 'screen' });
        await page.setViewportSize({ width: 320, height: 700 });
    },
};

export function languages(town) {
    test('every catalogue has every key and placeholder', async () =>
        catalogues());
    test('start pages and the accessibility statement: axe finds nothing',
        async (visit) => {
            const found = [];
            for (const file of ['resident/index.html',
                'professional/index.html', 'resident/25/index.html',
                'resident/25299/accessibility.html',
                'professional/25299/accessibility.html']) {
                const page = await visit.open(`${town}/${file}`);
                found.push(...await axe(page, file));
                await page.setViewportSize({ width: 320, height: 640 });
                await page.emulateMedia({ forcedColors: 'active' });
                found.push(...await axe(page, `${file}, narrow`));
                if (/resident\/25299/.test(file))
                    await visit.shot(page, 'accessibility');
            }
            nothingFound(found);
        });
    for (const [edition, list] of Object.entries(LANGUAGES))
        for (const language of list) {
            test(`${edition}, ${language}: complete, and axe finds nothing`,
                (visit) => both(visit, town, edition, language));
        }
}

async function both(visit, town, edition, language) {
    const page = await visit.open(`${town}/${edition}/25299/index.html`);
    await ready(page);
    same((await page.locator('#language option').evaluateAll(
        (all) => all.map(({ value }) => value))).sort(),
    LANGUAGES[edition].filter((id) => id !== 'ja-easy').sort(),
    'languages offered');
    same(await page.locator('#easy-switch:visible').count(),
        edition === 'resident' ? 1 : 0, 'やさしい日本語');
    if (language !== 'ja') await setLanguage(page, language);
    await complete(page, language, edition);
    const found = [];
    for (const [state, go] of Object.entries(STATES)) {
        await go(page);
        await settled(page, 60);
        found.push(...await axe(page, state));
        if (language === 'ja' || state === 'initial')
            await visit.shot(page, `${edition}-${language}-${state}`,
                { screen: state === 'popup' });
        if (state === 'details' || state === 'near')
            await complete(page, language, edition);
    }
    check((await seen(page)).length > 0, 'the list was lost on the way');
    nothingFound(found);
}
