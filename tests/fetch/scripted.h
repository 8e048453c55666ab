/*
 * A server that says what it is told to, byte for byte: one answer a
 * connection, in order; the last is repeated. On loopback, in a thread of the
 * test. And a folder for what is downloaded.
 */
#ifndef TESTS_FETCH_SCRIPTED_H
#define TESTS_FETCH_SCRIPTED_H

#include "fetch/http.h"

#include <pthread.h>

#define SCRIPTED_MAX 64

struct scripted_answer {
    const char *head; /* lines with their ends; the empty one is added */
    struct str body;
    bool stay; /* wait until the client goes, instead of closing */
};

struct scripted {
    /* What was asked, as it came. */
    char *question[SCRIPTED_MAX];
    size_t n;
    char mirror[64]; /* http://127.0.0.1:PORT/m */
    /* its own */
    const struct scripted_answer *answer;
    size_t n_answer;
    int fd;
    unsigned port;
    pthread_t thread;
};

void scripted_start(struct scripted *server,
                    const struct scripted_answer *answer, size_t n);
/* After it, question[] and n are complete. */
void scripted_stop(struct scripted *server);
void scripted_release(struct scripted *server);

/* The folder is made at the first use, and goes with scripted_tidy(). */
const char *scripted_path(const char *name);
void scripted_tidy(void);

/* A file's bytes; ptr NULL: it is not there. Release the buf. */
struct buf scripted_read(const char *path);
void scripted_write(const char *path, struct str bytes);

/* One transfer of https://files.test/f.zip through the server: to the file
 * "f.zip", or with `page` into its body. */
struct scripted_run {
    struct scripted server;
    struct transfer transfer;
    struct arena arena;
    struct buf file; /* what is there afterwards */
};
struct scripted_run scripted_fetch(const struct scripted_answer *answer,
                                   size_t n, const struct transfer *want,
                                   bool page);
void scripted_end(struct scripted_run *run);

#define SCRIPTED(answers, want, page)                                          \
    scripted_fetch(answers, sizeof(answers) / sizeof(*(answers)), want, page)

#endif
