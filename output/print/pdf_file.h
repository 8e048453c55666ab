/*
 * A PDF file as objects, without the library that reads and writes it.
 * pdf_file.c is the only file that knows qpdf.
 *
 * An object is named by a handle. Handles of values are cheap and many: give
 * back those of a loop with pdf_drop(). Asking an object for what it is not
 * gives nothing (false, 0, an empty text, a null object).
 */
#ifndef OUTPUT_PRINT_PDF_FILE_H
#define OUTPUT_PRINT_PDF_FILE_H

#include "base/buf.h"
#include "base/err.h"

struct pdf_file;
typedef unsigned pdf_object;

/* Borrows the bytes. Damage is not repaired: it is an error. Errors:
 * ERR_INPUT, which says `label`. */
struct pdf_file *pdf_open(struct str bytes, const char *label, struct err *err);
/* Append the file, with its objects packed and an ID made of its content.
 * False when something went wrong since it was opened. */
bool pdf_save(struct pdf_file *file, struct buf *out);
/* What went wrong first in any call so far, or NULL. */
const char *pdf_trouble(struct pdf_file *file);
bool pdf_encrypted(struct pdf_file *file);
void pdf_close(struct pdf_file *file);

pdf_object pdf_trailer(struct pdf_file *file);
pdf_object pdf_root(struct pdf_file *file);
/* Objects have the numbers 1 to this. */
uint32_t pdf_count(struct pdf_file *file);
pdf_object pdf_numbered(struct pdf_file *file, uint32_t number);
size_t pdf_pages(struct pdf_file *file);
pdf_object pdf_page(struct pdf_file *file, size_t i);

enum pdf_kind {
    PDF_NULL,
    PDF_OTHER, /* a number that is not whole, true, false */
    PDF_INTEGER,
    PDF_STRING,
    PDF_NAME,
    PDF_ARRAY,
    PDF_DICT,
    PDF_STREAM
};
enum pdf_kind pdf_kind(struct pdf_file *file, pdf_object object);
/* The number of an object that stands by itself; 0 for a value inside
 * another one. */
uint32_t pdf_number(struct pdf_file *file, pdf_object object);
/* Of an object that stands by itself; other than 0: it was rewritten. */
uint32_t pdf_generation(struct pdf_file *file, pdf_object object);
long long pdf_integer(struct pdf_file *file, pdf_object object);
/* A name without its '/'; valid until the next call. */
struct str pdf_name(struct pdf_file *file, pdf_object object);
bool pdf_is_name(struct pdf_file *file, pdf_object object, const char *name);
/* The bytes of a string, and its text as UTF-8 (UTF-16 and PDFDocEncoding are
 * turned into it); both valid until the next call. */
struct str pdf_string(struct pdf_file *file, pdf_object object);
struct str pdf_string_text(struct pdf_file *file, pdf_object object);
size_t pdf_items(struct pdf_file *file, pdf_object array);
pdf_object pdf_item(struct pdf_file *file, pdf_object array, size_t i);
/* Of a dictionary, or of a stream's. `key` without its '/'. */
pdf_object pdf_get(struct pdf_file *file, pdf_object dict, const char *key);
/* The keys of a dictionary, or of a stream's, each ended by '\0'. */
void pdf_keys(struct pdf_file *file, pdf_object dict, struct buf *keys);
/* The bytes of a stream, decoded or as they stand in the file. */
bool pdf_stream(struct pdf_file *file, pdf_object stream, bool decoded,
                struct buf *bytes);
void pdf_drop(struct pdf_file *file, pdf_object object);

/* ---- for writing ---- */

/* From PDF syntax: "<< /O /Table >>". */
pdf_object pdf_parse(struct pdf_file *file, const char *syntax);
pdf_object pdf_new_text(struct pdf_file *file, const char *utf8);
/* An object that stands by itself. */
pdf_object pdf_stand(struct pdf_file *file, pdf_object object);
pdf_object pdf_new_stream(struct pdf_file *file, struct str bytes);
void pdf_replace(struct pdf_file *file, pdf_object stream, struct str bytes);
/* By bytes that are packed (FlateDecode) already. */
void pdf_replace_packed(struct pdf_file *file, pdf_object stream,
                        struct str packed);
void pdf_set(struct pdf_file *file, pdf_object dict, const char *key,
             pdf_object value);
void pdf_remove(struct pdf_file *file, pdf_object dict, const char *key);
void pdf_append(struct pdf_file *file, pdf_object array, pdf_object item);

#endif
