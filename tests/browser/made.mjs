// made.mjs WHAT FOLDER: listings of an invented town for the browser tests.
import { big } from './made/big.mjs';
import { empty } from './made/empty.mjs';
import { hostile } from './made/hostile.mjs';
import { town } from './made/town.mjs';

const [what, folder] = process.argv.slice(2);
const make = {
    big: () => big('samples', folder),
    empty: () => empty(folder, 'samples'),
    hostile: () => hostile(folder),
    town: () => town(folder),
};
if (!make[what] || !folder) {
    console.error('usage: node made.mjs big|empty|hostile|town FOLDER');
    process.exit(2);
}
make[what]();
