/*
 * Compose the weekly schedule of each facility from the published intervals
 * and day flags: `opening_hours`, `hours_text`, `reception_hours`,
 * `departments` and `department_hours`. A facility is open when any of its
 * departments is. Frees table->hours and table->flags.
 */
#ifndef JOIN_SCHEDULE_H
#define JOIN_SCHEDULE_H

#include "model/table.h"

void schedule_compose(struct table *table);

#endif
