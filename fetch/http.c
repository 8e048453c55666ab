/* Connections. What is asked for and what an answer means stands in errand.h,
 * which is next in sending.h. */
#include "fetch/http.h"

#include "fetch/address.h"
#include "fetch/ending.h"
#include "fetch/sending.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define STALL_BYTES 100L /* a second; slower is standing still */
#define BUFFER_BYTES (128L << 10)

/* One question under way. */
struct slot {
    const struct sending *sending;
    CURL *easy; /* of this question alone; NULL: the slot is free */
    struct curl_slist *header;
    struct arena scratch;
    struct errand *errand;
    const char *proxy;          /* or NULL: the host itself is connected to */
    bool opened;                /* a socket to an allowed address */
    char refused[ADDRESS_TEXT]; /* an address that is not allowed */
};

struct run {
    struct sending sending;
    CURLM *multi;
    struct slot *slot;
    size_t n_slot;
};

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- called by libcurl ---- */

static size_t on_head(char *bytes, size_t size, size_t n, void *context)
{
    struct slot *slot = context;

    return errand_head(slot->errand, (struct str){bytes, size * n}) ? size * n
                                                                    : 0;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *context)
{
    struct slot *slot = context;

    return errand_body(slot->errand, bytes, size * n) ? size * n : 0;
}

/* Every socket passes here, so no name server and no redirect leads to an
 * address that must not be connected to. */
static curl_socket_t on_socket(void *context, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    struct slot *slot = context;
    const struct sockaddr *to = &address->addr;
    bool allowed = slot->sending->rules.mirror
                       ? address_is_loopback(to, address->addrlen)
                       : slot->proxy || address_is_public(to, address->addrlen);

    (void)purpose;
    if (!allowed) {
        address_text(to, address->addrlen, slot->refused);
        return CURL_SOCKET_BAD;
    }
    slot->opened = true;
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

/* ---- what a connection's end means ---- */

static enum connection_fault fault_of(CURLcode code)
{
    switch (code) {
    case CURLE_OK:
        return CONNECTION_WHOLE;
    case CURLE_OPERATION_TIMEDOUT:
        return CONNECTION_TIMEOUT;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return CONNECTION_NAME;
    case CURLE_COULDNT_CONNECT:
        return CONNECTION_CLOSED;
    case CURLE_SSL_CONNECT_ERROR:
        return CONNECTION_TLS;
    case CURLE_PEER_FAILED_VERIFICATION:
        return CONNECTION_CERTIFICATE;
    case CURLE_SSL_CACERT_BADFILE:
        return CONNECTION_AUTHORITY;
    case CURLE_OUT_OF_MEMORY: /* so 7.88 says of a line above 100 KB */
        return CONNECTION_HEAD;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return CONNECTION_FOREIGN;
    default:
        return CONNECTION_BROKEN;
    }
}

static struct errand_ending explain(const struct slot *slot, CURLcode code)
{
    const struct sending *sending = slot->sending;
    const struct proxies *proxies = &sending->proxies;
    struct connection connection = {
        .fault = fault_of(code),
        .proxy = slot->proxy,
        .may_need_proxy =
            !sending->rules.mirror && !proxies->https && !proxies->all,
        .authority = sending->authority,
        .refused = slot->opened || !slot->refused[0] ? NULL : slot->refused,
    };

    curl_easy_getinfo(slot->easy, CURLINFO_HTTP_CONNECTCODE,
                      &connection.proxy_status);
    curl_easy_getinfo(slot->easy, CURLINFO_SSL_VERIFYRESULT,
                      &connection.verify);
    return ending_of(&connection, slot->errand, now_ms());
}

/* ---- questions ---- */

static bool add_line(struct slot *slot, const char *line)
{
    struct curl_slist *longer = curl_slist_append(slot->header, line);

    slot->header = longer ? longer : slot->header;
    return longer != NULL;
}

/* What must hold of every connection: a libcurl that cannot promise one of
 * these is not used. */
static bool set_safety(const struct slot *slot)
{
    const struct sending *sending = slot->sending;
    CURL *easy = slot->easy;
    bool plain = sending->rules.mirror && !sending->mirror.https;
    const char *schemes = plain ? "http" : "https";
    const char *bundle = sending->authority;
    long tls = CURL_SSLVERSION_TLSv1_2;

    if (curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, schemes) ||
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) ||
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) ||
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) ||
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, tls) ||
        curl_easy_setopt(easy, CURLOPT_PROXY, slot->proxy ? slot->proxy : "") ||
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "") ||
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket) ||
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, slot))
        return false;
    /* Those that were given, and none of the system's beside them. */
    return !bundle || (!curl_easy_setopt(easy, CURLOPT_CAINFO, bundle) &&
                       !curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) &&
                       !curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, bundle) &&
                       !curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, NULL));
}

static bool set_question(struct slot *slot,
                         const struct errand_question *question, uint64_t now)
{
    const struct sending *sending = slot->sending;
    CURL *easy = slot->easy;
    uint64_t left = errand_left_ms(slot->errand, now);

    for (size_t i = 0; i < question->n_header; i++)
        if (!add_line(slot, question->header[i]))
            return false;
    return !curl_easy_setopt(easy, CURLOPT_URL, question->url) &&
           !curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_USERAGENT, sending->user_agent) &&
           !curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->header) &&
           !curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L) &&
           !curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_PROXYAUTH, CURLAUTH_ANY) &&
           !curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, BUFFER_BYTES) &&
           !curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L) &&
           !curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT,
                             (long)sending->connect_s) &&
           !curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, STALL_BYTES) &&
           !curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                             (long)sending->stall_s) &&
           !curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                             left ? (long)left : 1L) &&
           !curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_head) &&
           !curl_easy_setopt(easy, CURLOPT_HEADERDATA, slot) &&
           !curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) &&
           !curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot) &&
           !curl_easy_setopt(easy, CURLOPT_PRIVATE, slot);
}

/* ---- the run ---- */

static struct slot *free_slot(struct run *run)
{
    for (size_t i = 0; i < run->n_slot; i++)
        if (!run->slot[i].errand)
            return &run->slot[i];
    return NULL;
}

static void finish(struct run *run, struct slot *slot,
                   const struct errand_ending *ending)
{
    sending_answered(&run->sending, slot->errand, ending);
    curl_easy_cleanup(slot->easy);
    slot->easy = NULL;
    curl_slist_free_all(slot->header);
    slot->header = NULL;
    arena_reset(&slot->scratch);
    slot->errand = NULL;
}

static void start(struct run *run, struct errand *errand, uint64_t now)
{
    struct slot *slot = free_slot(run); /* as many as the queue starts */
    const struct sending *sending = &run->sending;
    struct errand_question question;

    slot->errand = errand;
    slot->opened = false;
    slot->refused[0] = '\0';
    slot->proxy = NULL;
    /* A new one each time: 7.88 takes no buffer size on one that is used again
     * behind a name that was not found. Connections are the multi's. */
    slot->easy = curl_easy_init();
    if (errand_ask(errand, &slot->scratch, now, &question)) {
        if (!sending->rules.mirror)
            slot->proxy = proxy_find(&sending->proxies, true, question.host);
        if (slot->easy && set_safety(slot) &&
            set_question(slot, &question, now) &&
            curl_multi_add_handle(run->multi, slot->easy) == CURLM_OK)
            return;
        errand_fail(errand, ERR_INTERNAL,
                    _("this libcurl lacks what safe transfers need; install "
                      "7.85 or newer"));
    }
    finish(run, slot,
           &(struct errand_ending){.how = ENDED_FATAL, .now_ms = now});
}

static void finish_all(struct run *run)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(run->multi, &left))) {
        struct slot *slot = NULL;
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
        struct errand_ending ending = explain(slot, code);
        curl_multi_remove_handle(run->multi, slot->easy);
        finish(run, slot, &ending);
    }
}

static bool go_on(struct run *run)
{
    struct sending *sending = &run->sending;
    uint64_t now = now_ms();
    struct errand *errand;
    int n_running;

    while ((errand = sending_next(sending, now)))
        start(run, errand, now);
    if (curl_multi_perform(run->multi, &n_running) != CURLM_OK)
        return false;
    finish_all(run);
    now = now_ms();
    sending_draw(sending, now);
    if (sending_is_over(sending))
        return true;
    return curl_multi_poll(run->multi, NULL, 0,
                           (int)sending_idle_ms(sending, now),
                           NULL) == CURLM_OK;
}

static bool open_slots(struct run *run)
{
    size_t n = run->sending.parallel;

    if (n > run->sending.n)
        n = run->sending.n;
    run->multi = curl_multi_init();
    run->slot = mem_alloc(n * sizeof(*run->slot));
    while (run->n_slot < n)
        run->slot[run->n_slot++] = (struct slot){.sending = &run->sending};
    return run->multi && curl_multi_setopt(run->multi, CURLMOPT_MAXCONNECTS,
                                           (long)n) == CURLM_OK;
}

static void close_slots(struct run *run)
{
    for (size_t i = 0; i < run->n_slot; i++) {
        struct slot *slot = &run->slot[i];
        if (slot->errand) {
            /* All stop, or libcurl itself has failed. */
            errand_fail(slot->errand, ERR_INTERNAL, _("libcurl has failed"));
            curl_multi_remove_handle(run->multi, slot->easy);
            finish(run, slot, &(struct errand_ending){.how = ENDED_FATAL});
        }
        arena_release(&slot->scratch);
    }
    curl_multi_cleanup(run->multi);
    free(run->slot);
}

static bool send_all(struct run *run)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return false;
    bool ok = open_slots(run);
    while (ok && !sending_is_over(&run->sending))
        ok = go_on(run);
    close_slots(run);
    curl_global_cleanup();
    return ok;
}

bool http_run(const struct http_options *options, struct transfer *transfer,
              size_t n, struct arena *arena, struct err *err)
{
    struct run run = {0};
    bool ok =
        sending_open(&run.sending, options, transfer, n, arena, err) &&
        (send_all(&run) || err_set(err, ERR_INTERNAL, _("libcurl has failed")));

    if (ok && run.sending.stop) {
        *err = *run.sending.stop;
        ok = false;
    }
    sending_close(&run.sending);
    return ok;
}
