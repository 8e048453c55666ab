// The Nu HTML checker says nothing: files as written, and the page as it
// stands after the script has run.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { check, test } from '../harness.mjs';
import { ready, search, setLanguage, settled } from '../site.mjs';

const vnu = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

function files(folder) {
    return readdirSync(folder).flatMap((name) => {
        const path = `${folder}/${name}`;
        if (statSync(path).isDirectory()) return files(path);
        return name.endsWith('.html') ? [path] : [];
    });
}

const nu = (paths) => new Promise((resolve, reject) => execFile('java',
    ['-Xmx700m', '-Xss8m', '-jar', vnu, '--stdout', '--format', 'json',
        '--exit-zero-always', ...paths], { maxBuffer: 1 << 28 },
    (error, out) => error ? reject(error) : resolve(JSON.parse(out).messages)));

// Its own reading of policies is wrong for blocks of several lines and for
// data (it misses line ends in hashes, and takes JSON for a script): hashes are
// checked in hostile.mjs, and Chromium enforces them in every test.
const POLICY = /violates Content Security Policy/;

function nothing(all) {
    const said = all.filter(({ message }) => !POLICY.test(message));
    check(said.length === 0, () => [...new Set(said.map((m) =>
        `${m.url.split('/').slice(-3).join('/')}:${m.lastLine}: ` +
        `${m.subType ?? m.type}: ${m.message}: ${(m.extract ?? '')
            .replace(/\s+/g, ' ').slice(0, 160)}`))].slice(0, 12).join('\n      '));
}

export function markup({ town, hostile, empty, audit, work }) {
    test('Nu finds nothing in the files', async () => {
        const paths = [town, hostile, empty].flatMap((out) =>
            ['resident', 'professional'].flatMap((edition) =>
                files(`${out}/${edition}`))).concat(files(audit));
        for (const wanted of ['resident/index.html', 'resident/25/index.html',
            'resident/25299/index.html', 'resident/25299/accessibility.html',
            'professional/index.html'])
            check(paths.includes(`${town}/${wanted}`), `no ${wanted}`);
        check(paths.includes(`${audit}/report.html`), 'no report');
        nothing(await nu(paths));
    });

    test('Nu finds nothing in the page after its script has run',
        async (visit) => {
            const folder = `${work}/after`;
            mkdirSync(folder, { recursive: true });
            const paths = [];
            const keep = async (page, name) => {
                const text = await page.evaluate(
                    () => document.documentElement.outerHTML);
                paths.push(`${folder}/${name}.html`);
                writeFileSync(paths.at(-1), `<!DOCTYPE html>\n${text}`);
            };
            for (const edition of ['resident', 'professional']) {
                const page = await visit.open(
                    `${town}/${edition}/25299/index.html`);
                await ready(page);
                await keep(page, `${edition}-start`);
                for (const item of (await page.locator(
                    'details.more > summary:visible').all()).slice(0, 4))
                    await item.click();
                await page.locator('#map .pin').first().focus();
                await page.keyboard.press('Enter');
                await page.locator('.leaflet-popup').waitFor();
                await keep(page, `${edition}-open`);
                await page.keyboard.press('Escape');
                await page.fill('#near-address', '湊町');
                await page.press('#near-address', 'Enter');
                await settled(page);
                await keep(page, `${edition}-near`);
                await search(page, 'みなと');
                await setLanguage(page, 'en');
                await keep(page, `${edition}-en`);
                if (edition !== 'resident') continue;
                await setLanguage(page, 'ja-easy');
                await keep(page, `${edition}-easy`);
            }
            nothing(await nu(paths));
        });
}
