// report.html of `audit`: read without scripts, on any screen, by keyboard, on
// paper.
import { axe, nothingFound } from '../axe.mjs';
import { check, same, test } from '../harness.mjs';

const openAll = (page) => page.evaluate(() => document
    .querySelectorAll('details').forEach((part) => { part.open = true; }));

export function reports({ audit }) {
    const path = `${audit}/report.html`;

    test('report: axe finds nothing', async (visit) => {
        const found = [];
        for (const width of [1280, 320]) {
            const page = await visit.open(path,
                { viewport: { width, height: 900 } });
            await openAll(page);
            found.push(...await axe(page, `${width} pixels`));
            await visit.shot(page, `report ${width}`);
        }
        nothingFound(found);
    });

    // WCAG 2.2, 1.4.10: 320 pixels are 400 % of 1280.
    test('report: only tables and pictures move sideways', async (visit) => {
        const page = await visit.open(path,
            { viewport: { width: 320, height: 900 } });
        await openAll(page);
        const wide = await page.evaluate(() => {
            const limit = document.documentElement.clientWidth + 1;
            return [...document.querySelectorAll('body *')].filter((part) =>
                !part.closest('.scroll, .defs, svg') &&
                part.getBoundingClientRect().right > limit)
                .map((part) => part.outerHTML.slice(0, 80));
        });
        same(wide, [], 'reaches out of the screen');
    });

    test('report: without JavaScript, by keyboard', async (visit) => {
        const page = await visit.open(path, { javaScriptEnabled: false });
        await page.keyboard.press('Tab');
        check(await page.locator('.skip').isVisible(), 'no skip link');
        await page.keyboard.press('Enter');
        check(new URL(page.url()).hash === '#main', 'it leads nowhere');
        for (const link of await page.locator('nav a').all()) {
            const id = (await link.getAttribute('href')).slice(1);
            check(await page.locator(`section[id="${id}"] > h2`).isVisible(),
                `the contents name ${id}`);
        }
        // Cells, as they are read: each table has its caption and heads.
        const tables = await page.getByRole('table').all();
        check(tables.length > 20, `${tables.length} tables`);
        for (const table of tables.slice(0, 10)) {
            check(await table.getByRole('columnheader').count() > 1,
                'no heads of columns');
            check(await table.getByRole('rowheader').count() > 0,
                'no heads of rows');
        }
        same(await page.locator('.scroll').evaluateAll((parts) =>
            parts.filter((part) => part.tabIndex !== 0 ||
                !document.getElementById(
                    part.getAttribute('aria-labelledby'))).length),
        0, 'parts that move, and no keyboard reaches them');
    });

    // A4 between its margins is 703 pixels wide.
    test('report: paper holds all of it', async (visit) => {
        const page = await visit.open(path,
            { viewport: { width: 703, height: 1000 } });
        await page.emulateMedia({ media: 'print' });
        const lost = await page.evaluate(() =>
            [...document.querySelectorAll('table, svg[role="img"]')]
                .filter((part) => !part.closest('.screen')).filter((part) => {
                    const box = part.getBoundingClientRect();
                    return box.height < 10 || box.right > 704;
                }).map((part) => `${part.querySelector('caption, title')
                    .textContent} ${part.getBoundingClientRect().width}`));
        same(lost, [], 'not on the page');
        // What paper leaves out is named on its first page.
        check(await page.locator('header .paper').isVisible(), 'nothing said');
        check(await page.locator('.screen').count() > 0 &&
            !await page.locator('.screen').first().isVisible(),
        'printed all the same');
    });

    test('report: classes differ without colour', async (visit) => {
        const page = await visit.open(path);
        const alike = await page.evaluate(() => {
            const wrong = [];
            for (const legend of document.querySelectorAll('.legend')) {
                const fills = [...legend.querySelectorAll('.swatch path')]
                    .map((part) => part.getAttribute('fill'));
                const grey = fills.filter((fill) => fill.startsWith('#'))
                    .map((fill) => [1, 3, 5].map((at) =>
                        parseInt(fill.slice(at, at + 2), 16) / 255)
                        .map((c) => c <= 0.04045 ? c / 12.92
                            : ((c + 0.055) / 1.055) ** 2.4))
                    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
                    .sort((a, b) => b - a);
                for (let i = 1; i < grey.length; i++)
                    if ((grey[i - 1] + 0.05) / (grey[i] + 0.05) < 1.25)
                        wrong.push(legend.textContent.slice(0, 60));
                if (new Set(fills).size !== fills.length)
                    wrong.push(legend.textContent.slice(0, 60));
            }
            return wrong;
        });
        same(alike, [], 'alike');
    });
}
