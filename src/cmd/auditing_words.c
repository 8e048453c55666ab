/* The title of a report, and the line that makes it again. */
#include "base/in.h"
#include "cmd/auditing.h"
#include "cmd/building.h"

#include <string.h>

#define NAMED 3 /* areas that a title names */

static bool is_plain(const char *text)
{
    return *text && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
                                 "tuvwxyz0123456789._-,=/%+:@") == strlen(text);
}

static void add_word(struct buf *line, const char *word)
{
    if (is_plain(word)) {
        buf_add_text(line, word);
        return;
    }
    buf_add_char(line, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            buf_add_text(line, "'\\''");
        else
            buf_add_char(line, *word);
    }
    buf_add_char(line, '\'');
}

static void add_option(struct buf *line, const char *name, const char *value)
{
    if (!value)
        return;
    buf_addf(line, " --%s ", name);
    add_word(line, value);
}

/* Where files lie is nobody's business; what stands before '=' stays. */
static void add_file(struct buf *line, const char *name, const char *value,
                     struct arena *arena)
{
    if (!value)
        return;
    struct region_file file = auditing_named_file(value, arena);
    const char *label = in_file_name(file.path);
    add_option(line, name,
               file.kind ? arena_format(arena, "%s=%s", file.kind, label)
                         : label);
}

static void add_files(struct buf *line, const char *name,
                      const struct opt_list *list, struct arena *arena)
{
    for (size_t i = 0; i < list->n; i++)
        add_file(line, name, list->item[i], arena);
}

static void add_list(struct buf *line, const char *name,
                     const struct opt_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        add_option(line, name, list->item[i]);
}

static void add_needs(struct buf *line, const struct audit_order *order)
{
    struct buf ids = {0};

    for (size_t n = 0; n < order->n_need; n++)
        buf_addf(&ids, "%s%s", n ? "," : "", order->need[n].id);
    add_option(line, "function", ids.ptr);
    buf_release(&ids);
}

static void add_years(struct buf *line, const struct audit_order *order)
{
    const struct people *people = order->people;

    buf_addf(line, " --base-year %d", order->base_year);
    for (size_t y = 0; y < people->n_year; y++)
        if (people->year[y] != order->base_year)
            buf_addf(line, " --year %d", people->year[y]);
}

static void add_reach(struct buf *line, const struct auditing *auditing,
                      const struct audit_order *order, struct arena *arena)
{
    if (order->by_minutes)
        buf_addf(line, " --threshold %gmin", order->limit);
    else
        buf_addf(line, " --threshold %gkm", order->limit / 1000);
    add_file(line, "od", auditing->od, arena);
    if (order->by_minutes && !order->travel)
        buf_addf(line, " --speed %g --detour %g", order->speed_km_h,
                 order->detour);
}

static void add_sites(struct buf *line, const struct auditing *auditing,
                      const struct audit_order *order, struct arena *arena)
{
    if (order->sites == SITES_GIVEN)
        add_file(line, "candidates", auditing->candidates, arena);
    else if (order->sites == SITES_CLINICS)
        add_option(line, "candidates", "clinics");
    else if (order->sites == SITES_MESHES)
        add_option(line, "candidates", "meshes");
    buf_addf(line, " --sites %zu", order->want_sites);
}

const char *auditing_command(const struct auditing *auditing,
                             const struct gathered *gathered,
                             struct arena *arena)
{
    const struct audit_order *order = &gathered->order;
    struct buf line = {0};

    buf_add_text(&line, "zaitaku audit");
    add_file(&line, "store", auditing->store ? auditing->store : STORE_DEFAULT,
             arena);
    add_files(&line, "population", &auditing->population, arena);
    add_files(&line, "municipal-population", &auditing->municipal, arena);
    add_files(&line, "areas", &auditing->areas, arena);
    add_list(&line, "pref", &auditing->pref);
    add_list(&line, "area", &auditing->area);
    add_needs(&line, order);
    add_reach(&line, auditing, order, arena);
    add_years(&line, order);
    add_file(&line, "weight", auditing->weight, arena);
    add_sites(&line, auditing, order, arena);
    add_files(&line, "indicators", &auditing->indicators, arena);
    add_files(&line, "progress", &auditing->progress, arena);
    add_option(&line, "title", auditing->title);
    add_option(&line, "maker", auditing->maker);
    const char *kept = str_keep(arena, buf_str(&line));
    buf_release(&line);
    return kept;
}

static bool has_own(const struct region_set *set)
{
    for (size_t r = 0; r < set->n_region; r++)
        if (set->region[r].own)
            return true;
    return false;
}

/* The set that says it in the fewest words: prefectures, unless single
 * municipalities were asked for or no prefecture is reported as a whole. */
static const struct region_set *told_by(const struct auditing *auditing,
                                        const struct regions *regions)
{
    for (size_t s = 0; s < regions->n_set && auditing->area.n == 0; s++)
        if (strcmp(regions->set[s].id, "prefecture") == 0 &&
            has_own(&regions->set[s]))
            return &regions->set[s];
    return &regions->set[0]; /* municipalities */
}

const char *auditing_title(const struct auditing *auditing,
                           const struct gathered *gathered, struct arena *arena)
{
    const struct region_set *set = told_by(auditing, &gathered->regions);
    struct buf names = {0};
    size_t n = 0;

    if (auditing->title)
        return auditing->title;
    for (size_t r = 0; r < set->n_region; r++) {
        const struct region *region = &set->region[r];
        if (!region->own || n++ >= NAMED)
            continue;
        buf_add_text(&names, n > 1 ? "・" : "");
        if (set == &gathered->regions.set[0])
            buf_add_text(&names, region->prefecture);
        buf_add_text(&names, region->name);
    }
    if (n > NAMED)
        buf_addf(&names, "など%zu%s", n,
                 set == &gathered->regions.set[0] ? "市区町村" : "都道府県");
    const char *title =
        arena_format(arena, "%s　在宅医療・介護の資源と地域差の点検",
                     names.len ? names.ptr : "対象の区域");
    buf_release(&names);
    return title;
}
