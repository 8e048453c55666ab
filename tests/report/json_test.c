/* audit.json, read by another library. */
#include "output/report/figures.h"
#include "tests/report/written.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static struct sample sample;

static cJSON *parsed(void)
{
    struct buf bytes = written(report_json, &sample.audit);
    cJSON *whole = cJSON_ParseWithLength(bytes.ptr, bytes.len);

    cr_assert_not_null(whole, "%.80s", cJSON_GetErrorPtr());
    buf_release(&bytes);
    return whole;
}

static const cJSON *member(const cJSON *object, const char *name)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, name);

    cr_assert_not_null(found, "no member '%s'", name);
    return found;
}

static const cJSON *item(const cJSON *array, size_t i)
{
    const cJSON *found = cJSON_GetArrayItem(array, (int)i);

    cr_assert_not_null(found, "no item %zu", i);
    return found;
}

static size_t size(const cJSON *array)
{
    return (size_t)cJSON_GetArraySize(array);
}

/* The very same double, or null for NAN. */
static void same(const cJSON *object, const char *name, double number)
{
    const cJSON *found = member(object, name);

    if (isnan(number))
        cr_expect(cJSON_IsNull(found), "%s is not null", name);
    else
        cr_expect(cJSON_IsNumber(found) && found->valuedouble == number,
                  "%s: %.17g, not %.17g", name, found->valuedouble, number);
}

static void is_text(const cJSON *object, const char *name, const char *text)
{
    const cJSON *found = member(object, name);

    if (text)
        cr_expect_str_eq(cJSON_GetStringValue(found), text, "%s", name);
    else
        cr_expect(cJSON_IsNull(found), "%s is not null", name);
}

static double sum_of_states(const cJSON *of)
{
    static const char *const id[] = {"covered", "unsure", "unknown_way",
                                     "none"};
    double sum = 0;

    for (size_t s = 0; s < sizeof(id) / sizeof(*id); s++)
        sum += member(of, id[s])->valuedouble;
    return sum;
}

static void same_year(const cJSON *year, const struct audit_need *need,
                      const struct audit_cell *of, size_t y)
{
    struct buf name = {0};

    for (size_t f = 0; f < figure_count; f++) {
        buf_clear(&name);
        figure_add_name(&name, &figures[f], &sample.audit);
        same(year, name.ptr, figure_value(&figures[f], need, of, y));
    }
    buf_release(&name);
}

Test(json, every_figure_is_there_to_the_last_bit)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    for (size_t s = 0; s < sample.audit.n_set; s++) {
        const struct audit_set *set = &sample.audit.set[s];
        const cJSON *regions =
            member(item(member(whole, "sets"), s), "regions");
        cr_assert_eq(size(regions), set->n_region);
        for (size_t r = 0; r < set->n_region; r++)
            for (size_t n = 0; n < sample.order.n_need; n++) {
                const struct audit_cell *cell = &set->region[r].cell[n];
                const cJSON *need = item(member(item(regions, r), "needs"), n);
                is_text(need, "need", sample.need[n].id);
                for (int t = 0; t < TALLY_COUNT; t++)
                    same(need, tallies[t].id,
                         tally_value(&sample.audit.need[n], cell,
                                     (enum tally_what)t));
                for (size_t y = 0; y < SAMPLE_YEARS; y++)
                    same_year(item(member(need, "years"), y),
                              &sample.audit.need[n], cell, y);
            }
    }
    cJSON_Delete(whole);
}

/* Every member of struct audit_year stands in a figure: none is forgotten when
 * one is added. */
Test(json, every_member_of_a_year_is_a_figure)
{
    for (size_t at = 0; at < sizeof(struct audit_year); at += sizeof(double)) {
        bool told = false;
        for (size_t f = 0; f < figure_count; f++)
            told = told || figures[f].at == at;
        cr_expect(told, "the double at %zu is no figure", at);
    }
}

Test(json, a_region_has_its_people_demand_indicators_and_chain)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const struct audit_region *of = &sample.audit.set[0].region[2];
    const cJSON *region =
        item(member(item(member(whole, "sets"), 0), "regions"), 2);
    is_text(region, "code", "25299");
    is_text(region, "name", "<script>alert('町')</script>町");
    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        const cJSON *demand = item(member(region, "demand"), y);
        same(demand, "medical", of->medical[y]);
        same(demand, "care", of->care[y]);
        same(demand, "medical_index", of->medical_index[y]);
        same(demand, "care_index", of->care_index[y]);
        for (int age = 0; age < AGE_COUNT; age++) {
            same(item(member(region, "people"), y), age_ids[age],
                 of->people[y][age]);
            same(item(member(region, "municipal_people"), y), age_ids[age],
                 of->municipal[y][age]);
        }
    }
    for (size_t i = 0; i < AUDIT_INDICATORS; i++) {
        same(item(member(region, "indicators"), i), "yes", of->indicator[i]);
        same(item(member(region, "indicators"), i), "unknown",
             of->indicator_unknown[i]);
    }
    for (size_t y = 0; y < SAMPLE_YEARS; y++) {
        const cJSON *chain = item(member(region, "chain"), y);
        double people = of->people[y][AGE_75];
        same(chain, "whole", of->chain[y].whole);
        same(chain, "maybe", of->chain[y].maybe);
        is_text(chain, "weakest", audit_links_ja[2]);
        for (size_t l = 0; l < AUDIT_LINKS; l++) {
            const cJSON *link = item(member(chain, "links"), l);
            same(link, "none", of->chain[y].missing[l]);
            same(link, "unsure", of->chain[y].unsure[l]);
            same(link, "unknown_way", of->chain[y].no_data[l]);
            cr_expect(fabs(sum_of_states(link) - people) <= people * 1e-9);
        }
        same(item(member(item(member(region, "indicators"), 2), "years"), y),
             "per_10000", of->indicator[2] / people * 10000);
    }
    cJSON_Delete(whole);
}

Test(json, needs_have_their_gaps_places_and_curve)
{
    char code[24];

    sample_make(&sample);
    cJSON *whole = parsed();
    for (size_t n = 0; n < sample.order.n_need; n++) {
        const struct audit_need *of = &sample.audit.need[n];
        const cJSON *need = item(member(whole, "needs"), n);
        const cJSON *gaps = member(need, "gaps"),
                    *sites = member(need, "sites");
        cr_assert_eq(size(gaps), of->n_gap);
        for (size_t i = 0; i < of->n_gap; i++) {
            const struct audit_mesh *mesh = &of->mesh[of->gap[i].mesh];
            snprintf(code, sizeof(code), "%" PRIu64,
                     sample.people.mesh[of->gap[i].mesh].code);
            is_text(item(gaps, i), "mesh", code);
            is_text(item(gaps, i), "town", of->gap[i].town);
            same(item(gaps, i), "people", of->gap[i].people);
            same(item(gaps, i), "people_last", of->gap[i].people_last);
            same(item(gaps, i), "nearest_m", mesh->cost);
        }
        cr_assert_eq(size(sites), of->n_site);
        for (size_t i = 0; i < of->n_site; i++) {
            is_text(item(sites, i), "name", of->site[i].name);
            same(item(sites, i), "people", of->site[i].people);
            same(item(sites, i), "people_sum", of->site[i].sum);
        }
        const struct audit_cell all = figure_whole(of);
        const cJSON *lorenz = member(need, "lorenz");
        cr_assert_eq(size(lorenz), AUDIT_LORENZ);
        for (size_t k = 0; k < AUDIT_LORENZ; k++)
            cr_expect(isnan(of->lorenz[k])
                          ? cJSON_IsNull(item(lorenz, k))
                          : item(lorenz, k)->valuedouble == of->lorenz[k]);
        for (size_t y = 0; y < SAMPLE_YEARS; y++)
            same_year(item(member(need, "whole"), y), of, &all, y);
    }
    cJSON_Delete(whole);
}

Test(json, the_four_states_are_all_people)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    for (size_t n = 0; n < sample.order.n_need; n++)
        for (size_t y = 0; y < SAMPLE_YEARS; y++) {
            const cJSON *year =
                item(member(item(member(whole, "needs"), n), "whole"), y);
            double people = sample.audit.need[n].whole[y].people;
            if (!sample.audit.need[n].unread)
                cr_expect(fabs(sum_of_states(year) - people) <= people * 1e-9);
        }
    cJSON_Delete(whole);
}

static void unread_all(int why)
{
    for (size_t n = 0; n < sample.order.n_need; n++) {
        sample.audit.need[n].unread = true;
        sample.audit.need[n].unread_why = (uint8_t)why;
    }
    for (size_t i = 0; i < AUDIT_INDICATORS; i++) {
        sample.audit.indicator_unread[i] = true;
        sample.audit.indicator_unread_why[i] = (uint8_t)why;
    }
    for (size_t l = 0; l < AUDIT_LINKS; l++) {
        sample.audit.link_unread[l] = true;
        sample.audit.link_unread_why[l] = (uint8_t)why;
    }
}

/* A store without a list of dentists is no prefecture without dentists. */
Test(json, a_list_that_nobody_read_gives_no_number)
{
    sample_make(&sample);
    unread_all(UNREAD_LIST);
    cJSON *whole = parsed();
    const cJSON *region =
        item(member(item(member(whole, "sets"), 0), "regions"), 0);
    const cJSON *need = item(member(region, "needs"), 0);
    const cJSON *indicator = item(member(region, "indicators"), 0);
    const cJSON *chain = item(member(region, "chain"), 0);

    same(need, "yes", NAN);
    same(need, "unknown", NAN);
    same(item(member(need, "years"), 0), "none", NAN);
    same(item(member(need, "years"), 0), "covered_maybe", NAN);
    same(item(member(need, "years"), 0), "per_10000", NAN);
    same(indicator, "yes", NAN);
    is_text(indicator, "unread_why", "list");
    same(chain, "whole", NAN);
    same(chain, "maybe", NAN);
    is_text(chain, "weakest", NULL);
    same(item(member(chain, "links"), 2), "none", NAN);
    cr_expect_eq(size(member(item(member(whole, "needs"), 0), "gaps")), 0);
    cJSON_Delete(whole);
}

/* A matrix that names no clinic says nothing of ways, and takes no clinic away.
 */
Test(json, a_travel_matrix_without_them_leaves_their_number)
{
    sample_make(&sample);
    unread_all(UNREAD_TRAVEL);
    cJSON *whole = parsed();
    const cJSON *region =
        item(member(item(member(whole, "sets"), 0), "regions"), 0);
    const cJSON *need = item(member(region, "needs"), 0);
    const struct audit_cell *cell = &sample.audit.set[0].region[0].cell[0];

    same(need, "yes", cell->yes);
    same(need, "neighbours", NAN);
    same(item(member(need, "years"), 0), "covered", NAN);
    same(item(member(need, "years"), 0), "per_10000", cell->year[0].per_10000);
    cJSON_Delete(whole);
}

/* 0 of so many would be a statement on a town that nobody asked about. */
Test(json, a_region_of_unknown_facilities_has_no_ratio)
{
    sample_make(&sample);
    struct audit_cell *cell = &sample.audit.set[0].region[0].cell[0];
    cell->yes = cell->no = 0;
    cell->unknown = 3;
    cell->year[0].covered = 0;
    cell->year[1].covered = 1;
    cJSON *whole = parsed();
    const cJSON *years = member(
        item(member(item(member(item(member(whole, "sets"), 0), "regions"), 0),
                    "needs"),
             0),
        "years");
    same(item(years, 0), "per_10000", NAN);
    same(item(years, 0), "covered_share", NAN);
    same(item(years, 0), "e2sfca_gauss_median", NAN);
    same(item(years, 0), "people_75", cell->year[0].people);
    same(item(years, 1), "per_10000", NAN);
    same(item(years, 1), "covered_share", 1 / cell->year[1].people);
    cJSON_Delete(whole);
}

static struct aside_list aside;

Test(json, every_row_that_was_set_aside_is_there_with_its_reason)
{
    struct aside_row row = {
        "weights.csv", "no facility of the store has this id", "2569999999", 4};
    struct aside_row slow = {"od.csv", "the time is no number", "早い", 7};
    struct travel travel = {
        .supply = {.label = "od.csv", .rows = {.set_aside = 12}},
        .aside = {&slow, 1, 1}};

    sample_make(&sample);
    sample.order.aside = &aside;
    sample.order.travel = &travel;
    aside = (struct aside_list){&row, 1, 1};
    cJSON *whole = parsed();
    const cJSON *rows = member(whole, "aside");
    size_t n = size(rows);
    cr_assert_eq(n, 3); /* and one of the sample's own */
    is_text(item(rows, n - 1), "file", "weights.csv");
    is_text(item(rows, n - 1), "value", "2569999999");
    is_text(item(rows, n - 1), "reason_ja",
            "この id の事業所・施設がストアにありません");
    same(whole, "aside_rows", 2 + 12);
    cJSON_Delete(whole);
}

/* 0 would say that nobody is covered, where nothing is known. */
Test(json, a_need_without_a_filing_list_has_no_coverage)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *need = item(member(whole, "needs"), 3);
    const cJSON *year = item(member(need, "whole"), 0);

    cr_expect(cJSON_IsTrue(member(need, "unread")));
    cr_expect(cJSON_IsNull(member(year, "covered")));
    cr_expect(cJSON_IsNull(member(year, "covered_share")));
    cr_expect(cJSON_IsNull(member(year, "2sfca_median")));
    cr_expect(cJSON_IsNumber(member(year, "covered_maybe_share")));
    cr_expect(cJSON_IsNumber(member(year, "people_75")));
    cJSON_Delete(whole);
}

Test(json, imports_and_progress_are_whole)
{
    const struct imported *of = &sample.imported;

    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *values = member(whole, "imported");
    const cJSON *rows = member(whole, "progress");
    cr_assert_eq(size(values), of->n_value);
    for (size_t i = 0; i < of->n_value; i++) {
        is_text(item(values, i), "indicator", of->value[i].indicator);
        is_text(item(values, i), "area", of->value[i].area);
        is_text(item(values, i), "text", of->value[i].text);
        same(item(values, i), "year", of->value[i].year);
        same(item(values, i), "value", of->value[i].value);
    }
    cr_assert_eq(size(rows), of->n_progress);
    is_text(item(rows, 0), "area", "全国");
    is_text(item(rows, 0), "code", NULL);
    is_text(item(rows, 0), "state", "done");
    same(item(rows, 0), "count", 671);
    is_text(item(member(whole, "aside"), 0), "value", "検討<中>");
    cJSON_Delete(whole);
}

Test(json, sources_have_their_hash_date_and_licence)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *sources = member(whole, "sources");
    const cJSON *people = item(member(sources, "people"), 0);

    is_text(people, "sha256", SAMPLE_SHA256);
    is_text(people, "as_of", "2018-03-31");
    is_text(people, "licence", "CC BY 4.0");
    is_text(people, "form", "mesh-h30");
    cr_expect_eq(size(member(sources, "facilities")), 3);
    is_text(item(member(sources, "facilities"), 1), "as_of", NULL);
    cr_expect_eq(size(member(sources, "areas")), 1);
    cr_expect_eq(size(member(sources, "imported")), 2);
    cr_expect_eq(size(member(sources, "travel")), 0);
    cr_expect_eq(size(member(sources, "weights")), 0);
    is_text(sources, "land", sample.table.land_credit);
    cJSON_Delete(whole);
}

Test(json, the_order_tells_what_was_assumed)
{
    sample_make(&sample);
    cJSON *whole = parsed();
    const cJSON *order = member(whole, "order");
    same(order, "limit", 1000);
    is_text(order, "unit", "m");
    is_text(order, "limit_text", "直線1km");
    same(order, "detour", NAN);
    same(order, "base_year", 2025);
    cr_expect_eq(size(member(order, "years")), SAMPLE_YEARS);
    cJSON_Delete(whole);
    sample.order.by_minutes = true;
    sample.order.detour = 1.3;
    sample.order.speed_km_h = 30;
    whole = parsed();
    same(member(whole, "order"), "detour", 1.3);
    is_text(member(whole, "order"), "unit", "min");
    member(item(member(item(member(whole, "needs"), 0), "whole"), 0),
           "nearest_median_min");
    cJSON_Delete(whole);
}

/* The shortest text that is read back as the same number. */
Test(json, numbers_are_read_back_as_they_were)
{
    static const double odd[] = {
        0.1,           1.0 / 3,           2e-310,
        1.7976931e308, 0.1 + 0.2,         -0.0,
        16000.01,      123456789012345.6, 9007199254740993.0};

    sample_make(&sample);
    for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
        sample.audit.need[0].whole[0].mean = odd[i];
        cJSON *whole = parsed();
        same(item(member(item(member(whole, "needs"), 0), "whole"), 0),
             "nearest_mean_m", odd[i]);
        cJSON_Delete(whole);
    }
}

Test(json, numbers_have_no_digits_that_say_nothing)
{
    sample_make(&sample);
    sample.audit.need[0].whole[0].mean = 0.1;
    sample.audit.need[0].whole[0].median = 16000;
    sample.audit.need[0].mesh[sample.audit.need[0].gap[0].mesh].access = 0.7F;
    struct buf bytes = written(report_json, &sample.audit);
    cr_expect(written_has(&bytes, "\"nearest_mean_m\":0.1,"));
    cr_expect(written_has(&bytes, "\"nearest_median_m\":16000,"));
    cr_expect(written_has(&bytes, "\"access\":0.7}"));
    buf_release(&bytes);
}
