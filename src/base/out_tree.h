/*
 * Removing a folder that is ours, for out.c: no link is followed.
 */
#ifndef BASE_OUT_TREE_H
#define BASE_OUT_TREE_H

#include <stdbool.h>

/* Remove `name` of the open folder and all it holds; false with errno. */
bool out_remove_tree(int folder, const char *name);

#endif
