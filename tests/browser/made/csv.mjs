// Files as publishers write them: CSV with quotes, numbers that repeat.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function csv(rows, { bom = true, all = false } = {}) {
    const cell = (value) => {
        const text = value === null || value === undefined ? '' : `${value}`;
        return all || /[",\r\n]/.test(text)
            ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return (bom ? '\ufeff' : '') +
        rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}

export function write(path, text) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
}

// RFC 4180, for what comes back: rows of cells, quotes undone.
export function parse(text) {
    const rows = [];
    let row = [], cell = '', quoted = false;
    const source = text.replace(/^\ufeff/, '');
    for (let i = 0; i < source.length; i++) {
        const c = source[i];
        if (quoted) {
            if (c === '"' && source[i + 1] === '"') {
                cell += '"';
                i++;
            } else if (c === '"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c === '"' && cell === '') {
            quoted = true;
        } else if (c === ',') {
            row.push(cell);
            cell = '';
        } else if (c === '\n') {
            rows.push([...row, cell.replace(/\r$/, '')]);
            row = [];
            cell = '';
        } else {
            cell += c;
        }
    }
    if (quoted) throw new Error('a quote is left open');
    if (cell !== '' || row.length > 0) rows.push([...row, cell]);
    return rows;
}

// mulberry32: the same seed, the same town.
export function dice(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    return {
        number: next,
        below: (n) => Math.floor(next() * n),
        one: (list) => list[Math.floor(next() * list.length)],
        chance: (p) => next() < p,
    };
}
