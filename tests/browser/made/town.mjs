// What the samples lack: facilities whose address names no town, so that they
// are in the list and not on the map.
import { csv, write } from './csv.mjs';

export function town(folder) {
    write(`${folder}/in/lost.csv`, csv([
        ['番号', '名称', 'かな', '種別', '所在地', '電話', '曜日'],
        ['1', '訪問看護ステーションまよい', 'ほうもんかんごすてーしょんまよい',
            '訪問看護', '滋賀県みなと市', '077-000-0991', '平日'],
        ['2', 'ケアプランゆくえ', 'けあぷらんゆくえ', '居宅介護支援',
            '滋賀県みなと市', '077-000-0992', '平日,土曜日'],
    ]));
    write(`${folder}/in/lost_columns.csv`, csv([
        ['field', 'column', 'constant'], ['listing', '', '位置のない一覧'],
        ['publisher', '', 'みなと市'], ['licence', '', 'CC BY 4.0'],
        ['id', '番号', ''], ['name', '名称', ''], ['name_kana', 'かな', ''],
        ['kind', '種別', ''], ['address', '所在地', ''], ['phone', '電話', ''],
        ['available_days', '曜日', '']]));
}
