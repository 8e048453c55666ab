// axe-core in a page: every rule of WCAG 2.2 A and AA, and its best practice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { check } from './harness.mjs';

const source = readFileSync(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
    'best-practice'];

export async function axe(page, state) {
    if (!await page.evaluate(() => 'axe' in window))
        await page.evaluate(source);
    const { found, passes } = await page.evaluate(async (tags) => {
        const result = await window.axe.run(document, {
            runOnly: { type: 'tag', values: tags },
            rules: { 'target-size': { enabled: true } },
            resultTypes: ['violations'],
        });
        return {
            passes: result.passes.length,
            found: result.violations.map(({ id, help, nodes }) =>
                `${id} (${help}), ${nodes.length} times: ` +
                nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ` +
                    node.any.concat(node.all, node.none).slice(0, 1)
                        .map(({ message }) => message).join()).join(' | ')),
        };
    }, TAGS);
    check(passes > 10, `${state}: axe looked at nothing`);
    return found.map((text) => [state, text]);
}

// Each rule once, with the states in which it is broken.
export function nothingFound(found) {
    const rules = new Map();
    for (const [state, text] of found) {
        const rule = text.split(' ')[0];
        if (!rules.has(rule)) rules.set(rule, { text, states: [] });
        rules.get(rule).states.push(state);
    }
    check(rules.size === 0, () => [...rules.values()].map(({ text, states }) =>
        `[${states.join(', ')}] ${text}`).join('\n      '));
}
