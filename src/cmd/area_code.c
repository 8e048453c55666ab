#include "cmd/area_code.h"

#include "model/municipality.h"
#include "norm/code.h"
#include "norm/text.h"

#include <string.h>

#define MAX_CODE 16

/* Half-width, when it is as short as a code. */
static struct str narrow(const char *text, char room[MAX_CODE])
{
    size_t len = text_narrow(str_of(text), room, MAX_CODE);

    return len == SIZE_MAX ? str_of(text) : (struct str){room, len};
}

static bool area_fault(const char *text, struct str typed, struct err *err)
{
    char code5[6];

    if (!strpbrk(text, "0123456789") && !str_digits(typed))
        return err_set(err, ERR_USAGE,
                       _("'%s' is not a municipality code; municipalities are "
                         "given by code, not by name: 'zaitaku list "
                         "municipalities' lists them"),
                       text);
    if (str_digits(typed) && typed.len == 4)
        return err_set(err, ERR_USAGE,
                       _("'%s' has 4 digits; a municipality code has 5, or 6 "
                         "with the check digit (for example 25299)"),
                       text);
    if (str_digits(typed) && typed.len == 6 &&
        code_municipality(str_cut(typed, 0, 5), code5))
        return err_set(err, ERR_USAGE,
                       _("the check digit (the 6th) of '%s' does not fit; look "
                         "the code up, or give its first 5 digits"),
                       text);
    return err_set(err, ERR_USAGE,
                   _("'%s' is not a municipality code; give 5 digits, or 6 "
                     "with the check digit"),
                   text);
}

bool area_code_read(const char *text, char code5[6], struct err *err)
{
    char room[MAX_CODE];
    struct str typed = narrow(text, room);

    /* Four digits may be a slip as well as a lost zero. */
    return (typed.len != 4 && code_municipality(typed, code5)) ||
           area_fault(text, typed, err);
}

bool area_code_prefecture(const char *text, const char **code, struct err *err)
{
    static const char *const ending[] = {"", "都", "府", "県"};
    char room[MAX_CODE], name[64];
    struct str typed = narrow(text, room);

    *code = NULL;
    if (str_digits(typed) && typed.len == 2 && prefecture_name(typed.ptr))
        *code = prefecture_code(prefecture_name(typed.ptr));
    for (size_t i = 0; !*code && i < sizeof(ending) / sizeof(*ending); i++) {
        if (strlen(text) + strlen(ending[i]) >= sizeof(name))
            break;
        memcpy(name, text, strlen(text));
        memcpy(name + strlen(text), ending[i], strlen(ending[i]) + 1);
        *code = prefecture_code(name);
    }
    return *code || err_set(err, ERR_USAGE,
                            _("'%s' is not a prefecture; write its name, such "
                              "as 滋賀県, or its 2 digits, such as 25"),
                            text);
}

static void add(struct opt_list *list, const char *code)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->item[i], code) == 0)
            return;
    list->item = mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
    list->item[list->n++] = code;
}

bool area_code_prefectures(const struct opt_list *pref,
                           const struct opt_list *area, struct opt_list *both,
                           struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < pref->n; i++) {
        const char *code;
        if (!area_code_prefecture(pref->item[i], &code, err))
            return false;
        add(both, code);
    }
    for (size_t i = 0; i < area->n; i++) {
        char code[6];
        if (!area_code_read(area->item[i], code, err))
            return false;
        add(both, arena_copy(arena, code, 2));
    }
    return true;
}
