// Towns of which nothing is known: no facility, no boundary.
import { readFileSync } from 'node:fs';
import { csv, write } from './csv.mjs';

export function empty(folder, samples) {
    // Of two prefectures, so that the start page lists prefectures.
    write(`${folder}/places.csv`, `${readFileSync(
        `${samples}/mt_city_all.csv`, 'utf8').trimEnd()}
133990,東京都,トウキョウト,Tokyo,,,,架空市,カクウシ,Kaku-shi,,,,1947-04-17,,
`);
    // Facilities stand in other towns.
    write(`${folder}/in/one.csv`, csv([['番号', '名称', '所在地', '市町'],
        ['1', '隣の相談室', '滋賀県湖央郡みずうみ町水辺1', '254991'],
        ['2', '遠くの相談室', '東京都架空市本町1', '133990']]));
    write(`${folder}/in/one_columns.csv`, csv([
        ['field', 'column', 'constant'], ['listing', '', '一つだけの一覧'],
        ['publisher', '', 'みずうみ町'], ['licence', '', 'CC BY 4.0'],
        ['kind', '', 'community-support-center'], ['id', '番号', ''],
        ['name', '名称', ''], ['address', '所在地', ''],
        ['municipality_code', '市町', '']]));
}
