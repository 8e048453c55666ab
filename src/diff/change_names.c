#include "diff/changes.h"

const struct change_name change_names[CHANGE_COUNT] = {
#define CHANGE(id, name, ja, en) [CHANGE_##id] = {name, ja, en},
#include "diff/changes.def"
#undef CHANGE
};

const char *const change_blind_names[CHANGE_BLIND_COUNT] = {
    "listing", "prefecture", "filing-list", "kind",   "split",
    "united",  "filings",    "value",       "unread",
};
