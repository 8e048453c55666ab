// A list whose every cell tries something. What must be seen is the text.
import { csv, write } from './csv.mjs';

// `__hit` is what the tests look for: a script of the data has run.
export const NAMES = [
    '</script><script>window.__hit=1</script>',
    '<img src=x onerror="window.__hit=2">診療所',
    '"><svg onload=window.__hit=3>',
    "' onmouseover='window.__hit=4' x='",
    '<!--<script>window.__hit=5</script>-->',
    'javascript:window.__hit=6',
    '{{data}}{{title}}{{#rows}}',
    '{n}件{name}{漢字|かんじ}',
    "$& $` $' $1 $$ \\u003cb\\u003e \\n",
    '&lt;b&gt;&amp;amp;&#x3c;',
    '線\u2028段\u2029落',
    '\u202eっぱらか右\u202c病院',
    'مركز الرعاية المنزلية',
    '👩‍⚕️🏥🇯🇵𠮷野家󠄀内科',
    '=HYPERLINK("http://attacker.invalid/";"A")',
    '+1+cmd|\' /C calc\'!A0',
    '@SUM(1+9)*cmd',
    '-2+3+cmd',
    '\t=1+1',
    '__proto__', 'constructor', 'toString', 'hasOwnProperty',
    'あ'.repeat(180) + '終',
    'Donaudampfschifffahrtsgesellschaft'.repeat(5),
    ']]></template></textarea></title></style></noscript><b>太い</b>',
    '<a href="javascript:window.__hit=7">押す</a>',
    '<base href="http://attacker.invalid/">',
    '<meta http-equiv="refresh" content="0;url=http://attacker.invalid/">',
    '<iframe srcdoc="<script>parent.__hit=8</script>"></iframe>',
    '%3Cscript%3Ewindow.__hit=9%3C/script%3E',
    'data:text/html,<script>window.__hit=10</script>',
    '前\u0007後\u001b[31m赤\u200f\ufeff',
    '    空白だらけ    の   名前    ',
];
const URLS = [
    'javascript:window.__hit=11', 'JaVaScRiPt:window.__hit=12',
    ' javascript:window.__hit=13', 'data:text/html,<b>x</b>',
    'vbscript:x', 'file:///etc/passwd', '//attacker.invalid/x',
    'http://attacker.invalid/"onclick="window.__hit=14',
    'https://ok.example.jp/<script>', 'https://user:pass@ok.example.jp/',
    'http://[::1', 'blob:https://attacker.invalid/1',
    'https://ok.example.jp/?a=1&b=2#c',
];
const PHONES = ['077-000-0001', '"><b>077</b>', '077-000-0002;phone-context=x',
    '０７７（０００）０００３', 'javascript:1', ''];
const KINDS = ['地域包括支援センター', '診療所', '訪問看護', '薬局',
    '歯科診療所', '居宅介護支援', '福祉用具貸与'];

export const MAKER = '課"><img src=x onerror=window.__hit=20></title>';
export const CONTACT = "電話</script><script>window.__hit=21</script>'\u2028";
export const NEIGHBOUR = '<b onclick=window.__hit=22>隣町</b>"\'';

export function hostile(folder) {
    const rows = [['番号', '名称', 'かな', '略称', '種別', '所在地', '方書',
        '電話', 'FAX', 'メール', 'URL', '曜日', '担当', '緯度', '経度',
        '英語', '備考の日']];
    // Every text stands in every kind of cell at least once.
    const any = (i) => NAMES[(i * 7 + 3) % NAMES.length];
    NAMES.forEach((name, i) => rows.push([
        `${i + 1}`, name, any(i + 1), any(i + 2),
        KINDS[i % KINDS.length], `滋賀県みなと市湊町${i + 1}-${any(i + 3)}`,
        any(i + 4), PHONES[i % PHONES.length], PHONES[(i + 1) % 6],
        i % 2 ? `x"><b>@example.jp` : 'a@example.jp', URLS[i % URLS.length],
        any(i + 5), any(i + 6), (35.05 + 0.001 * i).toFixed(5),
        (136.0 + 0.0015 * i).toFixed(5), any(i + 7), any(i + 8)]));
    write(`${folder}/in/hostile.csv`, csv(rows));
    const columns = [['field', 'column', 'constant'],
        ['listing', '', '一覧<script>window.__hit=15</script>'],
        ['publisher', '', '発行"><img src=x onerror=window.__hit=16>'],
        ['licence', '', '</script>CC BY'],
        ['licence_url', '', 'javascript:window.__hit=17'],
        ['source_url', '', 'https://ok.example.jp/"><b>'],
        ['as_of', '', '2026-04-01'],
        ['id', '番号', ''], ['name', '名称', ''], ['name_kana', 'かな', ''],
        ['name_short', '略称', ''], ['kind', '種別', ''],
        ['address', '所在地', ''], ['building', '方書', ''],
        ['phone', '電話', ''], ['fax', 'FAX', ''], ['email', 'メール', ''],
        ['url', 'URL', ''], ['available_days', '曜日', ''],
        ['service_area', '担当', ''], ['latitude', '緯度', ''],
        ['longitude', '経度', ''], ['name_en', '英語', ''],
        ['available_days_note', '備考の日', '']];
    write(`${folder}/in/hostile_columns.csv`, csv(columns));
    const ring = (x, y) => [[[x, y], [x + 0.1, y], [x + 0.1, y + 0.1],
        [x, y + 0.1], [x, y]]];
    const place = (name, code, x, y) => ({
        type: 'Feature',
        properties: { N03_001: '滋賀県', N03_002: null, N03_003: null,
            N03_004: name, N03_005: null, N03_007: code },
        geometry: { type: 'Polygon', coordinates: ring(x, y) },
    });
    write(`${folder}/bounds.geojson`, JSON.stringify({
        type: 'FeatureCollection', name: 'N03-20240101_25',
        crs: { type: 'name',
            properties: { name: 'urn:ogc:def:crs:EPSG::6668' } },
        features: [place('みなと市', '25299', 135.97, 35.03),
            place(NEIGHBOUR, '25499', 136.07, 35.03)],
    }));
    // Options of the command line, for the shell to read.
    write(`${folder}/maker`, MAKER);
    write(`${folder}/contact`, CONTACT);
}
