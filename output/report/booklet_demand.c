/* How many people there will be, and what they will need. */
#include "output/report/booklet_chart.h"
#include "output/report/booklet_parts.h"
#include "output/report/booklet_words.h"
#include "output/report/words.h"

#include <math.h>
#include <string.h>

#define YEARS 4

/* The year in which the municipal population is told: the base year, else the
 * newest one that any region has; SIZE_MAX: none. */
static size_t municipal_year(const struct audit *audit)
{
    size_t found = SIZE_MAX;

    for (size_t y = 0; y < audit->order->people->n_year; y++)
        for (size_t r = 0; r < audit->set[0].n_region; r++)
            if (!isnan(audit->set[0].region[r].municipal[y][AGE_75])) {
                if (y == audit->base)
                    return y;
                found = y;
            }
    return found;
}

struct columns {
    size_t year[YEARS], n, municipal;
    bool medical, care; /* some index is known */
};

static bool any_known(const struct audit *audit, bool care)
{
    for (size_t r = 0; r < audit->set[0].n_region; r++) {
        const struct audit_region *region = &audit->set[0].region[r];
        const double *index = care ? region->care_index : region->medical_index;
        for (size_t y = 0; y < audit->order->people->n_year; y++)
            if (!isnan(index[y]))
                return true;
    }
    return false;
}

static void demand_columns(struct grid *grid, const char *first,
                           const struct columns *columns)
{
    struct booklet *booklet = grid->booklet;
    const char *const index[] = {"医療の\n指数\n%s", "介護の\n指数\n%s"};

    grid_column(grid, GRID_NAME, first);
    for (size_t i = 0; i < columns->n; i++)
        grid_column(grid, GRID_NUMBER,
                    arena_format(booklet->arena, "75歳\n以上\n%s",
                                 booklet_year(booklet, columns->year[i])));
    if (columns->municipal != SIZE_MAX)
        grid_column(grid, GRID_NUMBER,
                    arena_format(booklet->arena, "市区町村\nの統計\n%s",
                                 booklet_year(booklet, columns->municipal)));
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < columns->n; i++)
            if (k ? columns->care : columns->medical)
                grid_column(
                    grid, GRID_NUMBER,
                    arena_format(booklet->arena, index[k],
                                 booklet_year(booklet, columns->year[i])));
}

static void demand_row(struct grid *grid, const struct audit_region *region,
                       const struct columns *columns)
{
    struct arena *arena = grid->booklet->arena;
    const char **row = grid_row(grid, false);
    size_t c = 0;

    row[c++] = booklet_name(region->region);
    for (size_t i = 0; i < columns->n; i++)
        row[c++] =
            report_number(region->people[columns->year[i]][AGE_75], 0, arena);
    if (columns->municipal != SIZE_MAX)
        row[c++] = report_number(region->municipal[columns->municipal][AGE_75],
                                 0, arena);
    for (size_t i = 0; i < columns->n && columns->medical; i++)
        row[c++] =
            report_number(region->medical_index[columns->year[i]], 1, arena);
    for (size_t i = 0; i < columns->n && columns->care; i++)
        row[c++] =
            report_number(region->care_index[columns->year[i]], 1, arena);
}

static void put_demand_set(struct booklet *booklet, size_t s,
                           const struct columns *columns)
{
    const struct audit_set *set = &booklet->audit->set[s];
    struct booklet_rows rows =
        booklet_rows(booklet, set, booklet_want_people, 0);
    struct grid grid = grid_open(
        booklet, arena_format(booklet->arena, "人口と需要の見通し：%sごと",
                              set->set->name));

    demand_columns(&grid, set->set->name, columns);
    for (size_t r = 0; r < rows.n; r++)
        demand_row(&grid, &set->region[rows.region[r]], columns);
    grid_put(&grid);
    booklet_rows_note(booklet, set, &rows, "75歳以上の人");
}

/* The one region that is the whole, or NULL. */
static const struct audit_region *only_region(const struct audit *audit)
{
    for (size_t s = 0; s < audit->n_set; s++)
        if (audit->set[s].n_region == 1 &&
            (s == 0 || strcmp(audit->set[s].set->id, "prefecture") == 0))
            return &audit->set[s].region[0];
    return NULL;
}

static void put_lines(struct booklet *booklet, const struct columns *columns)
{
    const struct audit *audit = booklet->audit;
    const struct audit_region *region = only_region(audit);

    if (!region || audit->order->people->n_year < 2 ||
        !(columns->medical || columns->care))
        return;
    const struct year_lines lines = {
        .title = arena_format(booklet->arena,
                              "需要の見通しの指数（%s、2020年を100とする）",
                              booklet_name(region->region)),
        .year = audit->order->people->year,
        .n_year = audit->order->people->n_year,
        .n_line = 2,
        .name = {"医療（実線）", "介護（破線）"},
        .value = {region->medical_index, region->care_index},
    };
    booklet_year_lines(booklet, &lines);
}

void booklet_demand(struct booklet *booklet)
{
    const struct audit *audit = booklet->audit;
    struct columns columns = {.municipal = municipal_year(audit),
                              .medical = any_known(audit, false),
                              .care = any_known(audit, true)};

    columns.n = booklet_years(audit, columns.year, YEARS);
    booklet_part(booklet, "人口と需要の見通し", 300);
    booklet_paragraph(
        booklet,
        "指数は、年齢ごとの人数に一人当たりの需要の重みを掛けて足したもので、"
        "2020年を100とします（日本医師会 JMAP の式）。事業所・施設の数や、通う"
        "先・住む先の違いは入っていません。");
    put_lines(booklet, &columns);
    for (size_t s = 0; s < audit->n_set; s++)
        if (booklet_set_told(audit, s))
            put_demand_set(booklet, s, &columns);
    if (audit->order->townspeople && columns.municipal != SIZE_MAX)
        booklet_note(booklet,
                     arena_format(booklet->arena,
                                  "市区町村の統計：%s。メッシュの人口とは作り"
                                  "方が違うため、比べるときは注意してくださ"
                                  "い。",
                                  audit->order->townspeople->basis
                                      ? audit->order->townspeople->basis
                                      : "出典不明"));
    if (audit->quality.townspeople_unused)
        booklet_note(
            booklet,
            "読み込んだ市区町村の統計は、メッシュの人口のどの年とも年が"
            "違うため、使っていません。");
    if (!columns.medical && !columns.care)
        booklet_note(booklet, "2020年の年齢別の人口がないため、指数は示していま"
                              "せん。");
    booklet_years_note(booklet, columns.n);
}
