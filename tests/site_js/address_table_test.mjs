/* Addresses as people write them, on the page of a municipality that has
 * neighbours in another prefecture, and towns whose names are common. */
import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

const { address } = load();

const PLACES = {
    大津市: ["あかね町", "中央一丁目", "中央二丁目", "中央三丁目", "北小松",
        "大萱一丁目", "大萱七丁目", "栄町", "桐生一丁目", "御殿浜", "瀬田",
        "瀬田大江町", "上田上中野町", "中野一丁目", "下阪本十二丁目"],
    草津市: ["大路一丁目", "大路二丁目", "栄町", "山田町"],
    守山市: ["守山一丁目", "守山二丁目", "水保町"],
    野洲市: ["北", "北桜", "小篠原", "大字木部"],
    城陽市: ["久世", "平川"],
    木津川市: ["相楽", "木津"],
    久御山町: ["栄一丁目", "栄四丁目", "佐山", "中島"],
    京都市中京区: ["稲荷町", "亀屋町", "丸太町", "松本町", "西ノ京職司町"],
    京都市北区: ["上賀茂", "紫竹上竹殿町"],
    四條畷市: ["中野本町", "雁屋北町"],
    竜王町: ["山之上", "弓削"]
};
const DATA = {
    code: "25201",
    place: "滋賀県大津市",
    ground: {
        neighbours: [
            ["25206", "草津市"], ["25207", "守山市"], ["25210", "野洲市"],
            ["25384", "竜王町"], ["26104", "京都市中京区"],
            ["26101", "京都市北区"], ["26207", "城陽市"],
            ["26214", "木津川市"], ["26322", "久御山町"], ["27229", "四條畷市"],
            ["29201", "奈良市"]
        ].map(([code, name]) => ({ code, name, rings: [] }))
    }
};

function makeTowns() {
    const rows = Object.entries(PLACES).flatMap(([place, names], i) =>
        names.map((name) => ({ i, name }))
    );
    return {
        places: Object.keys(PLACES),
        place: rows.map(({ i }) => i),
        name: rows.map(({ name }) => name)
    };
}

const TOWNS = makeTowns();
TOWNS.prefectures = address.prefecturesOf({ ...DATA, towns: TOWNS });

function found(text) {
    const { kind, at } = address.find(TOWNS, text);
    const names = at.map((i) => TOWNS.places[TOWNS.place[i]] + TOWNS.name[i]);
    return [kind, ...names].join(" ");
}

function check(table) {
    for (const [text, wanted] of table) {
        assert.equal(found(text), wanted, text);
    }
}

test("an address of here is answered by its town, however written", () =>
    check([
        ["滋賀県大津市御殿浜２２－３３", "one 大津市御殿浜"],
        ["滋賀県大津市大萱７－７－２", "one 大津市大萱七丁目"],
        ["大津市大萱七丁目7番2号", "one 大津市大萱七丁目"],
        ["大萱7丁目7-2", "one 大津市大萱七丁目"],
        ["大津市大萱七ー七ー二", "one 大津市大萱七丁目"],
        ["大津市大萱一の五", "one 大津市大萱一丁目"],
        ["大津市下阪本十二丁目三番", "one 大津市下阪本十二丁目"],
        ["大津市下阪本一二-3", "one 大津市下阪本十二丁目"],
        ["〒520-0043 滋賀県大津市中央１丁目２－３", "one 大津市中央一丁目"],
        ["滋賀県 大津市 中央 三丁目 1番", "one 大津市中央三丁目"],
        ["大津市ｱｶﾈ町５", "one 大津市あかね町"],
        ["大津市あかね町5番地", "one 大津市あかね町"],
        ["大津市瀬田大江町17-3", "one 大津市瀬田大江町"],
        ["大津市瀬田3-5", "one 大津市瀬田"],
        ["大津市上田上中野町100", "one 大津市上田上中野町"],
        ["大津市北小松字塚本12", "one 大津市北小松"],
        ["大津市北小松塚本12", "one 大津市北小松"],
        ["大津市栄町1", "one 大津市栄町"],
        ["北小松", "one 大津市北小松"]
    ]));

test("a neighbour's, too, with its county and without", () =>
    check([
        ["滋賀県野洲市北12", "one 野洲市北"],
        ["野洲市北桜3番地", "one 野洲市北桜"],
        ["野洲市大字木部930", "one 野洲市大字木部"],
        ["野洲市木部930", "one 野洲市大字木部"],
        ["京都府久世郡久御山町栄４丁目1-2", "one 久御山町栄四丁目"],
        ["久世郡久御山町栄4-1-2", "one 久御山町栄四丁目"],
        ["久御山町佐山双栗54", "one 久御山町佐山"],
        ["京都府城陽市久世下大谷18-111", "one 城陽市久世"],
        ["滋賀県蒲生郡竜王町山之上3409", "one 竜王町山之上"],
        ["龍王町山ノ上3409", "one 竜王町山之上"],
        ["大阪府四条畷市中野本町1-1", "one 四條畷市中野本町"],
        ["京都市北区紫竹上竹殿町31-1", "one 京都市北区紫竹上竹殿町"],
        ["北区紫竹上竹殿町31-1", "one 京都市北区紫竹上竹殿町"],
        ["京都市紫竹上竹殿町31-1", "one 京都市北区紫竹上竹殿町"],
        ["京都市中京区西ノ京職司町67", "one 京都市中京区西ノ京職司町"],
        ["京都市中京区西の京職司町67", "one 京都市中京区西ノ京職司町"]
    ]));

test("of elsewhere none is, whatever towns of here it resembles", () =>
    check([
        "東京都北区王子2-14-13", "東京都北区中央1-2", "北海道札幌市北区北1条",
        "神戸市中央区加納町", "千葉県千葉市中央区", "千葉県千葉市中央区中央1-1",
        "千葉市中央区中央1-1", "大阪府枚方市栄町5", "枚方市栄町5",
        "北門前町751", "京都府相楽郡精華町祝園", "相楽郡精華町大字菱田",
        "京都府相楽郡和束町中1", "奈良市二条大路南1-1", "奈良県奈良市中央1",
        "奈良県大津市中央一丁目1", "東京都大津市中央1-1",
        "広島県竜王町山之上1", "守山市吉身", "滋賀県守山市吉身三丁目",
        "滋賀県彦根市中央町1-2", "彦根市大路二丁目", "京都府中野1-1",
        "京都市上京区丸太町通知恵光院西入中務町486", "京都市北区北12",
        "京都市伏見区稲荷町1", "大阪市北区北小松1", "北区王子1",
        "久世郡", "滋賀県", "大津市", "中央区銀座1-1", "北5条西3丁目",
        "大路南3", "北一番町2", "瀬田区大江1", "1", "2-14-13"
    ].map((text) => [text, "none"])));

test("a number that the town does not have is not made to fit", () =>
    check([
        ["大津市中央九丁目1番", "none"],
        ["大津市中央9-1-2", "none"],
        ["久御山町栄3丁目", "none"],
        ["守山市守山町5", "none"]
    ]));

test("what may be several is offered", () =>
    check([
        ["栄町1-2", "several 大津市栄町 草津市栄町"],
        ["大津市大萱", "several 大津市大萱一丁目 大津市大萱七丁目"],
        ["大萱30-1", "several 大津市大萱一丁目 大津市大萱七丁目"],
        ["大津市上田", "several 大津市上田上中野町"],
        ["水保", "several 守山市水保町"],
        /* 中島 is not known to have a 丁目: it may be another's. */
        ["中島3丁目2-18", "several 久御山町中島"]
    ]));

test("towns behind Kyoto's street names are offered, of that ward", () =>
    check([
        ["京都市中京区河原町通四条下る稲荷町318",
            "several 京都市中京区稲荷町"],
        ["京都府京都市中京区竹屋町通室町東入亀屋町145",
            "several 京都市中京区亀屋町"],
        ["中京区丸太町通烏丸西入亀屋町1", "several 京都市中京区亀屋町"],
        ["京都市烏丸通三条上ル亀屋町1", "several 京都市中京区亀屋町"],
        ["京都市中京区丸太町通烏丸西入", "none"],
        ["京都市北区紫野通上ル松本町9", "none"]
    ]));

test("the prefecture of each place is told by codes", () => {
    assert.deepEqual(copy(TOWNS.prefectures), [
        ["滋賀県"], ["滋賀県"], ["滋賀県"], ["滋賀県"], ["京都府"], ["京都府"],
        ["京都府"], ["京都府"], ["京都府"], ["大阪府"], ["滋賀県"]
    ]);
    const towns = { places: ["大津市", "草津市"] };
    const data = { ...DATA, ground: null, towns };
    assert.deepEqual(copy(address.prefecturesOf(data)), [["滋賀県"], []]);
});
