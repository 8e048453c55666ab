/*
 * Home-care functions: what a facility has filed that it does. Three-valued:
 * filed, not filed, unknown. Until a filing list is read every function of
 * every facility is unknown, and unknown is never shown as "no".
 */
#ifndef MODEL_FUNCTION_H
#define MODEL_FUNCTION_H

#include <stddef.h>

struct function {
    const char *id; /* kebab-case, stable */
    const char *name_ja, *name_en;
    const char *plain_ja; /* for residents (editions.md 4.3), or NULL */
    const char *symbols;  /* 受理記号 that show it, separated by ' ' */
};
extern const struct function functions[];
extern const size_t function_count;

/* The value of the field `functions` while nothing was read. */
#define FUNCTIONS_UNKNOWN "不明（届出の一覧は未読）"

#endif
