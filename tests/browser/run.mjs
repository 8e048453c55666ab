// run.mjs FOLDER [ONLY]: the tests of the pages that tests/format/browser.sh
// made in FOLDER (town, hostile, big, empty, and the report of an audit); ONLY
// is a pattern of names.
// BROWSER_SHOTS=folder keeps pictures of the main states.
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { runAll } from './harness.mjs';
import { editions } from './checks/editions.mjs';
import { hostility } from './checks/hostile.mjs';
import { hours } from './checks/hours.mjs';
import { journeys } from './checks/journeys.mjs';
import { languages } from './checks/languages.mjs';
import { map } from './checks/map.mjs';
import { markup } from './checks/markup.mjs';
import { nearness } from './checks/near.mjs';
import { noscript } from './checks/noscript.mjs';
import { reports } from './checks/report.mjs';
import { searching } from './checks/search.mjs';
import { sizes } from './checks/size.mjs';
import { wcag } from './checks/wcag.mjs';

const [work, only] = process.argv.slice(2);
const made = { work };
for (const name of ['town', 'hostile', 'big', 'empty', 'audit']) {
    made[name] = `${work}/${name}/out`;
    if (!existsSync(made[name])) {
        console.error(`usage: node run.mjs FOLDER [ONLY]; no ${made[name]}`);
        process.exit(2);
    }
}

journeys(made);
searching(made);
hours(made);
nearness(made);
map(made);
hostility(made);
editions(made);
noscript(made);
wcag(made);
markup(made);
reports(made);
languages(made.town);
sizes(made);

const good = await runAll({
    executable: process.env.CHROMIUM ?? '/usr/bin/chromium',
    shots: process.env.BROWSER_SHOTS ?? '',
    only: only ? new RegExp(only) : null,
    jobs: cpus().length + 1, // a test also waits for the page
    most: 300,
});
process.exit(good ? 0 : 1);
