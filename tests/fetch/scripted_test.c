#include "tests/fetch/scripted.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- the server ---- */

static bool has_ended(const struct buf *question)
{
    return question->len >= 4 &&
           memcmp(question->ptr + question->len - 4, "\r\n\r\n", 4) == 0;
}

static char *read_question(int fd)
{
    struct buf question = {0};
    char c;

    while (!has_ended(&question) && read(fd, &c, 1) == 1)
        buf_add_char(&question, c);
    return question.ptr;
}

static void send_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = send(fd, bytes, len, MSG_NOSIGNAL);
        if (put <= 0)
            return; /* the client has gone, which may be what is tested */
        bytes += put;
        len -= (size_t)put;
    }
}

static void serve_one(struct scripted *server, int fd)
{
    size_t at = server->n < server->n_answer ? server->n : server->n_answer - 1;
    const struct scripted_answer *answer = &server->answer[at];
    struct pollfd gone = {.fd = fd, .events = POLLIN};
    char *question = read_question(fd);

    if (!question || server->n == SCRIPTED_MAX) {
        free(question);
        return;
    }
    server->question[server->n++] = question;
    send_all(fd, answer->head, strlen(answer->head));
    if (*answer->head)
        send_all(fd, "\r\n", 2);
    send_all(fd, answer->body.ptr, answer->body.len);
    if (answer->stay)
        poll(&gone, 1, 15000);
}

static void *serve(void *context)
{
    struct scripted *server = context;
    int fd;

    while ((fd = accept(server->fd, NULL, NULL)) >= 0) {
        serve_one(server, fd);
        close(fd);
    }
    return NULL;
}

void scripted_start(struct scripted *server,
                    const struct scripted_answer *answer, size_t n)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(at);

    *server = (struct scripted){.answer = answer, .n_answer = n};
    server->fd = socket(AF_INET, SOCK_STREAM, 0);
    cr_assert(bind(server->fd, (struct sockaddr *)&at, sizeof(at)) == 0 &&
              listen(server->fd, 64) == 0 &&
              getsockname(server->fd, (struct sockaddr *)&at, &size) == 0);
    server->port = ntohs(at.sin_port);
    snprintf(server->mirror, sizeof(server->mirror), "http://127.0.0.1:%u/m",
             server->port);
    cr_assert_eq(pthread_create(&server->thread, NULL, serve, server), 0);
}

void scripted_stop(struct scripted *server)
{
    shutdown(server->fd, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->fd);
}

void scripted_release(struct scripted *server)
{
    for (size_t i = 0; i < server->n; i++)
        free(server->question[i]);
    server->n = 0;
}

/* ---- files ---- */

static char folder[64];

const char *scripted_path(const char *name)
{
    static char path[256];

    if (!*folder) {
        strcpy(folder, "/tmp/zaitaku-http-XXXXXX");
        cr_assert(mkdtemp(folder));
    }
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

void scripted_tidy(void)
{
    DIR *entries = *folder ? opendir(folder) : NULL;

    for (struct dirent *entry; entries && (entry = readdir(entries));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(scripted_path(entry->d_name));
    if (entries)
        closedir(entries);
    if (*folder)
        rmdir(folder);
}

struct buf scripted_read(const char *path)
{
    struct buf bytes = {0};
    char room[1 << 14];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (!file)
        return bytes;
    buf_add_text(&bytes, "");
    while ((got = fread(room, 1, sizeof(room), file)) > 0)
        buf_add(&bytes, room, got);
    fclose(file);
    return bytes;
}

void scripted_write(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");

    cr_assert(file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len);
    fclose(file);
}

/* ---- one transfer ---- */

struct scripted_run scripted_fetch(const struct scripted_answer *answer,
                                   size_t n, const struct transfer *want,
                                   bool page)
{
    static const char *const hosts[] = {"files.test", "other.test"};
    struct scripted_run run = {.transfer = *want};
    struct err err = {0};

    scripted_start(&run.server, answer, n);
    struct http_options options = {
        .mirror = run.server.mirror, .stall_s = 1, .quiet = true};
    run.transfer.host = hosts;
    run.transfer.n_host = 2;
    if (!run.transfer.url)
        run.transfer.url = "https://files.test/f.zip";
    if (!page)
        run.transfer.path =
            arena_format(&run.arena, "%s", scripted_path("f.zip"));
    options.tries = want->n_tried; /* 0: as usual */
    cr_expect(http_run(&options, &run.transfer, 1, &run.arena, &err), "%s",
              err.text);
    scripted_stop(&run.server);
    if (!page)
        run.file = scripted_read(run.transfer.path);
    return run;
}

void scripted_end(struct scripted_run *run)
{
    scripted_release(&run->server);
    buf_release(&run->file);
    buf_release(&run->transfer.body);
    arena_release(&run->arena);
}
