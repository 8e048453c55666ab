/* All facilities of samples/, read as `zaitaku map` reads them, with their
 * municipalities but not yet with positions. */
#ifndef TESTS_JOIN_GIVEN_H
#define TESTS_JOIN_GIVEN_H

#include "model/table.h"

void given_samples(struct table *table);

#endif
