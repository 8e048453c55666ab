/*
 * An independent reader of our KML (expat): it asserts well-formedness, the
 * order of elements in the schema of KML 2.2, unique ids and that every
 * reference resolves; it keeps what the tests ask for.
 */
#ifndef TESTS_OUTPUT_KML_READER_H
#define TESTS_OUTPUT_KML_READER_H

#include "base/buf.h"

struct kml_seen {
    size_t folders, placemarks, points, styles;
    struct buf names;               /* of placemarks, each ended by 0x1E */
    struct buf descriptions;        /* of the document and of placemarks */
    struct buf folder_names;        /* the same */
    struct buf folder_descriptions; /* the same */
    struct buf data;                /* "name=value" and 0x1E */
    struct buf hrefs;
};

void kml_read(struct str document, struct kml_seen *seen);
void kml_seen_release(struct kml_seen *seen);

#endif
