/*
 * Prefectures and municipalities as a person types them: full-width digits,
 * 滋賀 for 滋賀県. All commands take them through here.
 */
#ifndef CMD_AREA_CODE_H
#define CMD_AREA_CODE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/opt.h"

/* The 5 digits of a municipality given by 5 digits, or 6 with a right check
 * digit. ERR_USAGE tells what is wrong with it. */
bool area_code_read(const char *text, char code5[6], struct err *err);

/* The 2 digits of a prefecture given by them or by its name; lives for ever.
 * ERR_USAGE. */
bool area_code_prefecture(const char *text, const char **code, struct err *err);

/* Add to `both` the 2 digits of each prefecture of `pref` and of each
 * municipality of `area`. Text lives in `arena`; end `both` with
 * opt_list_release(). */
bool area_code_prefectures(const struct opt_list *pref,
                           const struct opt_list *area, struct opt_list *both,
                           struct arena *arena, struct err *err);

#endif
