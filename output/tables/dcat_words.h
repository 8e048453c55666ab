/* What the files of an edition are, in words and by standard. */
#ifndef OUTPUT_TABLES_DCAT_WORDS_H
#define OUTPUT_TABLES_DCAT_WORDS_H

/* By its ending. */
struct dcat_form {
    const char *ending, *format;
    const char *media;    /* type registered with IANA, or NULL */
    const char *standard; /* address of what it conforms to, or NULL */
};

/* By its name. */
struct dcat_title {
    const char *name, *ja, *en;
    const char *standard_ja; /* name of a data set's definition, or NULL */
};

/* NULL when it is not known. */
const struct dcat_form *dcat_form_of(const char *name);
const struct dcat_title *dcat_title_of(const char *name);

#endif
