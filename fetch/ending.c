#include "fetch/ending.h"

#include "fetch/cause.h"
#include "fetch/retry.h"

/* Behind a town hall's wall only the proxy knows names and gets out, so an
 * unset proxy looks like a network that is down. */
static void set_direct(struct errand_ending *ending,
                       const struct connection *connection, const char *cause)
{
    ending->cause = cause;
    if (connection->may_need_proxy)
        ending->remedy =
            _("inside an office network a proxy may be needed, named by the "
              "environment variable https_proxy (http_proxy is not used)");
}

/* False: the proxy, if there is one, has let it through. */
static bool set_proxy(struct errand_ending *ending,
                      const struct connection *connection,
                      struct arena *scratch)
{
    long status = connection->proxy_status;

    if (!connection->proxy || status < 300)
        return false;
    if (!retry_status(status))
        ending->how = ENDED_FATAL;
    ending->cause = cause_of_proxy(connection->proxy, status, scratch);
    return true;
}

static void set_name(struct errand_ending *ending,
                     const struct connection *connection, struct arena *scratch)
{
    if (!connection->proxy) {
        set_direct(ending, connection,
                   _("the name service (DNS) does not know its host, or does "
                     "not answer"));
        return;
    }
    ending->cause = cause_of_proxy_name(connection->proxy, scratch);
    ending->remedy = _("see what https_proxy says");
}

static void set_closed(struct errand_ending *ending,
                       const struct connection *connection,
                       struct arena *scratch)
{
    if (connection->proxy) {
        ending->cause = cause_of_proxy(connection->proxy, 0, scratch);
    } else if (!connection->refused) {
        set_direct(ending, connection,
                   _("no connection can be made to its host"));
    } else {
        ending->how = ENDED_FATAL;
        ending->cause = arena_format(
            scratch, _("its host has the address %s, which is not public"),
            connection->refused);
    }
}

static void set_timeout(struct errand_ending *ending,
                        const struct connection *connection,
                        const struct errand *errand)
{
    if (errand_left_ms(errand, ending->now_ms) == 0) {
        ending->how = ENDED_FATAL;
        ending->cause = _("it takes longer than its time limit");
    } else if (errand->reply.status == 0) {
        set_direct(ending, connection, _("its host does not answer in time"));
    } else {
        ending->cause = _("the connection stands still");
    }
}

static void set_fatal(struct errand_ending *ending, enum err_class class,
                      const char *cause)
{
    ending->how = ENDED_FATAL;
    ending->class = class;
    ending->cause = cause;
}

static void set_fault(struct errand_ending *ending,
                      const struct connection *connection,
                      const struct errand *errand)
{
    switch (connection->fault) {
    case CONNECTION_TIMEOUT:
        set_timeout(ending, connection, errand);
        break;
    case CONNECTION_NAME:
        set_name(ending, connection, errand->scratch);
        break;
    case CONNECTION_CLOSED:
        set_closed(ending, connection, errand->scratch);
        break;
    case CONNECTION_TLS:
        ending->cause = _("no secure connection (TLS 1.2 or newer) can be "
                          "made");
        break;
    case CONNECTION_CERTIFICATE:
        set_fatal(ending, ERR_NETWORK,
                  cause_of_certificate(connection->verify));
        break;
    case CONNECTION_AUTHORITY:
        set_fatal(ending, ERR_STORAGE,
                  cause_of_authority(connection->authority, errand->scratch));
        break;
    case CONNECTION_HEAD:
        set_fatal(ending, ERR_INPUT, cause_of_head());
        break;
    case CONNECTION_FOREIGN:
        ending->cause = _("the answer is not HTTP");
        break;
    case CONNECTION_WHOLE:
    case CONNECTION_BROKEN:
        ending->cause = _("the connection broke");
        break;
    }
}

struct errand_ending ending_of(const struct connection *connection,
                               const struct errand *errand, uint64_t now_ms)
{
    struct errand_ending ending = {
        .how = ENDED_BROKEN, .class = ERR_NETWORK, .now_ms = now_ms};

    if (connection->fault == CONNECTION_WHOLE)
        ending.how = ENDED_WHOLE;
    else if (!set_proxy(&ending, connection, errand->scratch))
        set_fault(&ending, connection, errand);
    return ending;
}
