#include "cmd/dictionary.h"

#include "base/say.h"
#include "cmd/audit_sheet.h"
#include "cmd/building.h"
#include "cmd/snapshot_choice.h"
#include "geo/boundary.h"
#include "norm/date.h"

#include <string.h>

struct outlines {
    struct boundaries *all;
    struct municipalities names; /* of the boundary files: not used */
    struct arena arena;
};

static double outside_m(void *context, const char code[6], struct lonlat at)
{
    struct outlines *outlines = context;

    return boundary_outside_m(outlines->all, code, at);
}

static bool read_outlines(struct outlines *outlines,
                          const struct dictionary *what, struct err *err)
{
    size_t no_code = 0;

    outlines->all = boundary_open();
    for (size_t i = 0; i < what->n_boundaries; i++)
        if (!boundary_read(outlines->all, what->boundaries[i], &outlines->names,
                           &outlines->arena, &no_code, err))
            return false;
    if (no_code)
        say(_("%zu areas of the boundary files have no municipality code and "
              "were passed over"),
            no_code);
    return true;
}

static void release_outlines(struct outlines *outlines)
{
    if (outlines->all)
        boundary_close(outlines->all);
    municipalities_release(&outlines->names);
    arena_release(&outlines->arena);
}

static bool read_sources(struct draft *draft, const struct dictionary *what,
                         struct err *err)
{
    for (size_t i = 0; i < what->n_source; i++) {
        say(_("reading '%s'"), what->source[i]);
        if (!snapshot_choice_check_path(what->source[i], false, err) ||
            !draft_read(draft, what->source[i], err))
            return false;
    }
    if (!draft_settle(draft, err))
        return false;
    say(_("%zu municipalities, %zu towns and %zu numbers were read"),
        draft->n_city, draft->n_town, draft->n_number);
    return true;
}

/* PATH=DATE of each --as-of. */
static bool date_sources(struct draft *draft, const struct dictionary *what,
                         struct err *err)
{
    for (size_t i = 0; i < what->n_as_of; i++) {
        const char *text = what->as_of[i], *sign = strrchr(text, '=');
        char iso[11];
        if (!sign || sign == text || !date_read(str_of(sign + 1), iso))
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s' is not PATH=DATE; write for "
                             "example mt_city_all.csv=2025-12-31"),
                           text);
        char *path = arena_copy(&draft->arena, text, (size_t)(sign - text));
        if (!draft_date(draft, path, iso))
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s': no source is called '%s'; "
                             "'gazetteer info' lists their files"),
                           text, path);
    }
    return true;
}

static bool compile_draft(const struct dictionary *what, struct draft *draft,
                          struct outlines *outlines, struct audit_sheet *audit,
                          struct err *err)
{
    char created[11];
    const struct compile_options options = {
        .created = created,
        .outside_m = what->n_boundaries ? outside_m : NULL,
        .context = outlines,
        .fault = audit ? audit_sheet_fault : NULL,
        .fault_context = audit,
    };

    return creation_date(created, err) &&
           compile(draft, &options, what->output, err);
}

bool dictionary_build(const struct dictionary *what, struct err *err)
{
    struct draft draft = {0};
    struct outlines outlines = {0};
    struct audit_sheet *audit = NULL;
    bool ok = true;

    if (!gazetteer_is_ours(what->output))
        return err_set(err, ERR_STORAGE,
                       _("'%s' is not a dictionary of zaitaku and would be "
                         "lost; give -o another name"),
                       what->output);
    if (what->audit)
        ok = (audit = audit_sheet_begin(what->audit, err)) != NULL;
    ok = ok && read_outlines(&outlines, what, err) &&
         read_sources(&draft, what, err) && date_sources(&draft, what, err) &&
         compile_draft(what, &draft, &outlines, audit, err);
    draft_release(&draft);
    release_outlines(&outlines);
    if (!ok) {
        audit_sheet_abandon(audit);
        return false;
    }
    return !audit || audit_sheet_publish(audit, err);
}
