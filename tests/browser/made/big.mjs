// A town of 3,000 facilities in the published shapes, with about the density
// of a large city when every list is read: hours of each department, filings
// at the rates of the national lists, web pages for half. All invented.
import { readFileSync } from 'node:fs';
import { csv, dice, parse, write } from './csv.mjs';

const WORDS = [...`湊ミナト 潮シオ 入江イリエ 帆柱ホバシラ 灯台トウダイ 古浜フルハマ
    桟橋サンバシ 波止ハト 汐入シオイリ 千鳥チドリ 弁天ベンテン 鴨ケ池カモガイケ 葦原アシハラ
    水辺ミズベ 岸辺キシベ 松ケ崎マツガサキ 南沢ミナミサワ 鷹巣タカノス 葭場ヨシバ 新田シンデン
    八軒ハチケン 沖島オキシマ 白鷺シラサギ 若葉ワカバ 青空アオゾラ 桜サクラ 椿ツバキ 楓カエデ
    菫スミレ 紅葉モミジ 千草チグサ 常盤トキワ 緑ミドリ 光ヒカリ 望ノゾミ 和ナゴミ 心ココロ
    遥ハルカ 翼ツバサ 虹ニジ 大空オオゾラ 朝日アサヒ 夕凪ユウナギ 清流セイリュウ 高台タカダイ
    中央チュウオウ 駅前エキマエ 東ヒガシ 西ニシ 北キタ 本町ホンマチ 大通オオドオリ 泉イズミ
    森モリ 丘オカ 里サト 湖コ 川カワ 橋ハシ 港ミナト`.matchAll(
    /([^\sァ-ー]+)([ァ-ー]+)/g)].map((m) => [m[1], m[2]]);
const DEPARTMENTS = `内科 外科 小児科 皮膚科 整形外科 眼科 耳鼻咽喉科 循環器内科 消化器内科
    呼吸器内科 糖尿病内科 脳神経外科 精神科 心療内科 泌尿器科 婦人科 リハビリテーション科
    アレルギー科`.split(/\s+/);
const OPEN = [['09:00', '12:00'], ['08:30', '12:30'], ['09:30', '13:00']];
const LATE = [['14:00', '18:00'], ['15:30', '19:00'], ['16:00', '18:30']];
const WIDE = (n) => `${n}`.replace(/\d/g,
    (d) => String.fromCharCode(0xff10 + Number(d)));

// Symbol, name, per cent that file it.
const MEDICAL = [
    ['支援診２', '別添１の「第９」の１の（２）に規定する在宅療養支援診療所', 4],
    ['支援診３', '別添１の「第９」の１の（３）に規定する在宅療養支援診療所', 12],
    ['在医総管１', '在宅時医学総合管理料及び施設入居時等医学総合管理料', 29],
    ['在総', '在宅がん医療総合診療料', 14],
    ['時間外１', '時間外対応加算１', 12], ['時間外３', '時間外対応加算３', 12],
    ['機能強化', '機能強化加算', 14], ['地包加', '地域包括診療加算', 5],
    ['在訪褥', '在宅患者訪問褥瘡管理指導料', 2],
    ['がん疼', 'がん性疼痛緩和指導管理料', 20]];
const DENTAL = [['歯援診１', '在宅療養支援歯科診療所１', 5],
    ['歯援診２', '在宅療養支援歯科診療所２', 12],
    ['歯訪診', '歯科訪問診療料の注15に規定する基準', 60],
    ['在歯管', '在宅患者歯科治療時医療管理料', 20],
    ['補管', 'クラウン・ブリッジ維持管理料', 95]];
const PHARMACY = [['在薬', '在宅患者訪問薬剤管理指導料', 85],
    ['在薬総１', '在宅薬学総合体制加算１', 30],
    ['在薬総２', '在宅薬学総合体制加算２', 12],
    ['在医麻', '在宅患者医療用麻薬持続注射療法加算', 12],
    ['薬菌', '無菌製剤処理加算', 8],
    ['か薬', 'かかりつけ薬剤師指導料及びかかりつけ薬剤師包括管理料', 60],
    ['地支体２', '地域支援体制加算２', 20], ['薬連強', '連携強化加算', 40]];
const FILING_HEAD = `項番 都道府県コード 都道府県名 区分 医療機関番号 併設医療機関番号
    医療機関記号番号 医療機関名称 医療機関所在地（郵便番号） 医療機関所在地（住所） 電話番号
    FAX番号 病床数 受理届出名称 受理記号 受理番号 算定開始年月日 個別有効開始年月日
    備考（見出し） 備考（データ）`.split(/\s+/);
// Kind of care list, kana of its word, how many of 3,000.
const CARE = [['430', '居宅介護支援', 'ケアプラン', 'ケアプラン', 210],
    ['110', '訪問介護', 'ヘルパーステーション', 'ヘルパーステーション', 240],
    ['130', '訪問看護', '訪問看護ステーション', 'ホウモンカンゴステーション', 150],
    ['150', '通所介護', 'デイサービス', 'デイサービス', 230],
    ['120', '訪問入浴介護', '訪問入浴', 'ホウモンニュウヨク', 20],
    ['720', '認知症対応型通所介護', 'デイホーム', 'デイホーム', 70],
    ['520', '介護老人保健施設', '老健', 'ロウケン', 30],
    ['770', '複合型サービス（看護小規模多機能型居宅介護）', 'かんたき', 'カンタキ', 30]];

// 7 digits: the last is the check digit that all ten must have.
function withCheck(points, six) {
    const sum = [...`25${points}${six}`].reduce((total, c, i) => {
        const product = Number(c) * (2 - (i % 2));
        return total + Math.floor(product / 10) + (product % 10);
    }, 0);
    return `${six}${(10 - (sum % 10)) % 10}`;
}

function towns(samples) {
    const all = JSON.parse(readFileSync(
        `${samples}/gazetteer/ja/滋賀県/みなと市.json`, 'utf8'));
    return all.filter((town) => town.lat !== null &&
        all.filter((other) => other.town === town.town).length === 1);
}

class Town {
    constructor(samples, seed) {
        this.samples = samples;
        this.dice = dice(seed);
        this.names = new Set();
        this.towns = towns(samples);
        this.n = 0;
    }

    // A place, a name with its reading, a telephone; nothing comes twice.
    facility(before, after, reading) {
        const d = this.dice;
        let name, kana;
        do {
            const a = d.one(WORDS), b = d.one(WORDS);
            name = `${before}${a[0]}${b[0]}${after}`;
            kana = `${reading[0]}${a[1]}${b[1]}${reading[1]}`;
        } while (this.names.has(name));
        this.names.add(name);
        const i = ++this.n;
        const town = d.one(this.towns);
        // Within some 150 m of the town's point, as most published ones are.
        const near = () => 0.0015 * (d.number() + d.number() - 1);
        return {
            i, name, kana,
            address: `滋賀県みなと市${town.town}` +
                `${WIDE(1 + d.below(30))}番${WIDE(1 + d.below(40))}号`,
            lat: (town.lat + near()).toFixed(6),
            lon: (town.lng + near()).toFixed(6),
            phone: `077-00${i % 10}-${`${i}`.padStart(4, '0')}`,
            url: d.chance(0.52)
                ? `https://www.facility-${i}.example.jp/` : '',
        };
    }

    // A row of 医療情報ネット: cells by heading, the flags of the sample row.
    navii(file, facilities, ids) {
        const [head, sample] = parse(
            readFileSync(`${this.samples}/navii/${file}.csv`, 'utf8'));
        const rows = facilities.map((f) => head.map((heading, i) => {
            if (heading === 'ID') return ids(f);
            if (/^(正式)?名称$/.test(heading)) return f.name;
            if (/フリガナ/.test(heading) && !/略称/.test(heading))
                return f.kana;
            if (/略称|英語|ローマ字/.test(heading)) return '';
            if (heading === '所在地') return f.address;
            if (/緯度/.test(heading)) return f.lat;
            if (/経度/.test(heading)) return f.lon;
            if (/ホームページ/.test(heading)) return f.url;
            if (/開始時間|終了時間/.test(heading))
                return this.shopHour(heading, f);
            return sample[i];
        }));
        return csv([head, ...rows], { all: true });
    }

    shopHour(heading, f) {
        const [, day, span, end] = heading.match(
            /^(.)_開店時間帯(\d)_(開始|終了)時間$/) ?? [];
        if (span !== '1' || '日祝'.includes(day)) return '';
        if (end === '開始') return f.i % 3 ? '09:00' : '08:30';
        return day === '土' ? '13:00' : ['18:00', '18:30', '19:00'][f.i % 3];
    }

    hours(file, facilities, ids, most) {
        const [head] = parse(
            readFileSync(`${this.samples}/navii/${file}.csv`, 'utf8'));
        const rows = [];
        for (const f of facilities) {
            const shut = '火水木'[this.dice.below(3)];
            const spans = [this.dice.one(OPEN), this.dice.one(LATE)];
            const n = 1 + this.dice.below(most);
            for (let i = 0; i < n; i++) {
                const name = DEPARTMENTS[(f.i + i * 5) % DEPARTMENTS.length];
                spans.forEach((span, part) => rows.push(head.map((h) => {
                    if (h === 'ID') return ids(f);
                    if (h === '診療科目コード') return `0${1001 + i}`;
                    if (h === '診療科目名') return name;
                    if (h === '診療時間帯') return `${part + 1}`;
                    const [, day, what, end] = h.match(
                        /^(.)_(診療|外来受付)(開始|終了)時間$/);
                    if ('日祝'.includes(day) || (part === 1 &&
                        (day === '土' || day === shut))) return '';
                    return what === '外来受付' && end === '終了'
                        ? span[1].replace(/:(00|30)$/, ':15')
                        : span[end === '開始' ? 0 : 1];
                })));
            }
        }
        return csv([head, ...rows], { all: true });
    }

    filings(word, points, facilities, filings) {
        const blank = Array(20).fill('');
        const rows = [[`[令和 7年12月 1日 現在　${word}]　令和７年12月10日作成`,
            ...blank.slice(1)], blank, blank, FILING_HEAD];
        facilities.forEach((f, i) => {
            const mine = filings.filter(
                ([, , per]) => this.dice.number() * 100 < per);
            const number = withCheck(points, `${100000 + f.i}`);
            (mine.length ? mine : [filings.at(-1)]).forEach(
                ([symbol, name], k) => rows.push([
                    ...(k ? blank.slice(0, 13) : [i + 1, '25', '滋賀県', word,
                        number, '', '', f.name, '529－0001',
                        f.address.replace('滋賀県', ''), f.phone, '', '']),
                    name, symbol, `第${i + 1}号`, '令和 6年 6月 1日',
                    '', '', '']));
        });
        return csv(rows);
    }

    care([kind, service, word, reading, n]) {
        const [head] = parse(readFileSync(
            `${this.samples}/kaigo/jigyosho_${kind}.csv`, 'utf8'));
        const rows = [];
        for (let i = 0; i < n; i++) {
            const f = this.facility(word, '', [reading, '']);
            const number = withCheck('7', `${200000 + f.i}`);
            const value = {
                '都道府県コード又は市町村コード': '252999', 'No': `257${number}`,
                '都道府県名': '滋賀県', '市区町村名': 'みなと市',
                '事業所名': f.name, '事業所名カナ': f.kana,
                'サービスの種類': service, '住所': f.address, '緯度': f.lat,
                '経度': f.lon, '電話番号': f.phone,
                'FAX番号': this.dice.chance(0.5)
                    ? f.phone.replace('077', '076') : '',
                '法人番号': '', '法人の名称': `社会福祉法人${f.name.slice(-4)}会`,
                '事業所番号': `257${number}`, 'URL': f.url,
                '利用可能曜日': this.dice.one(['平日', '平日,土曜日',
                    '平日,土曜日,祝日', '平日,土曜日,日曜日,祝日']),
                '利用可能曜日特記事項': this.dice.chance(0.4)
                    ? '年末年始（１２月３０日～１月３日）は休み。' +
                      '利用者からの電話は２４時間受け付けます。' : '',
                '定員': kind === '150' ? `${18 + this.dice.below(30)}` : '',
            };
            rows.push(head.map((h) => value[h] ?? ''));
        }
        return csv([head, ...rows]);
    }
}

export function big(samples, folder, seed = 6) {
    const town = new Town(samples, seed);
    const of = (n, ends) => Array.from({ length: n }, () => {
        const [after, reading] = town.dice.one(ends);
        return town.facility('', after, ['', reading]);
    });
    const id = (digit) => (f) => `25${digit}299${`${f.i}`.padStart(7, '0')}`;
    const clinics = of(950, [['クリニック', 'クリニック'], ['医院', 'イイン'],
        ['内科医院', 'ナイカイイン'], ['診療所', 'シンリョウジョ']]);
    const dentists = of(600, [['歯科医院', 'シカイイン'],
        ['デンタルクリニック', 'デンタルクリニック']]);
    const shops = of(500, [['薬局', 'ヤッキョク'],
        ['調剤薬局', 'チョウザイヤッキョク']]);
    const put = (name, text) => write(`${folder}/in/${name}.csv`, text);
    const navii = (file, list, digit) =>
        put(file, town.navii(file, list, id(digit)));
    navii('02-1_clinic_facility_info_20251201', clinics, 2);
    navii('03-1_dental_facility_info_20251201', dentists, 3);
    navii('05_pharmacy_20251201', shops, 5);
    const clinicHours = '02-2_clinic_speciality_hours_20251201';
    put(clinicHours, town.hours(clinicHours, clinics, id(2), 4));
    const dentalHours = '03-2_dental_speciality_hours_20251201';
    put(dentalHours, town.hours(dentalHours, dentists, id(3), 1));
    put('filings_ika', town.filings('医科', '1', clinics, MEDICAL));
    put('filings_sika', town.filings('歯科', '3', dentists, DENTAL));
    put('filings_yakkyoku', town.filings('薬局', '4', shops, PHARMACY));
    for (const list of CARE) put(`jigyosho_${list[0]}`, town.care(list));
    return town.n;
}
