/* A thread's state: opened, used for text after text, closed. */
#ifndef RADEH_PERSIAN_STATE_H
#define RADEH_PERSIAN_STATE_H

#include "reader.h"

State *state_open(Reading *reading);
void state_close(State *state);
int state_read(State *state, int kind, const void *text, Py_ssize_t length, radeh_reading *reading);
const Py_UCS4 *state_spelling(State *state, uint32_t word, Py_ssize_t *length);

/* tables.c: fill a reading from Python's tables, and free it; -1 with an exception. */
int tables_fill(Reading *reading, PyObject *tables);
void tables_free(Reading *reading);

#endif
