/*
 * Snapshots among the INPUTs of a command line: the listing layer knows files
 * only, so what is to be read of them, and as of when, is told to it here.
 *
 * Of a snapshot exactly the files that its manifest names are read, and they
 * must be what was fetched, by size and SHA-256; what else lies in its folder
 * is passed over, with a warning. Of snapshots that lie below a folder the
 * newest of each source is read, and of it the files that are listings. What
 * was refused is an input of nothing but `diff`.
 */
#ifndef CMD_SNAPSHOT_INPUTS_H
#define CMD_SNAPSHOT_INPUTS_H

#include "base/opt.h"
#include "listing/inputs.h"

struct snapshot_inputs {
    const char **path; /* the operands, without manifests */
    size_t n_path, cap_path;
    const char **but; /* sorted */
    size_t n_but, cap_but;
    struct input_date *date; /* sorted by path */
    size_t n_date, cap_date;
    bool with_refused; /* given: also what was refused, with a warning */
    struct arena arena;
};

/* Errors: ERR_INPUT (a snapshot in quarantine; a file of a snapshot that is
 * missing or was changed), ERR_STORAGE (a folder or a
 * manifest that cannot be read). Release also after one. */
bool snapshot_inputs_find(const struct opt_list *operands,
                          struct snapshot_inputs *found, struct err *err);
void snapshot_inputs_release(struct snapshot_inputs *found);

#endif
